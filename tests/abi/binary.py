"""What the finished library shows to the dynamic linker: exports, imports, needed libraries, flags, exit-time code."""

import re
import subprocess


def _lines(*command):
    return subprocess.run([str(c) for c in command], capture_output=True, text=True, check=True).stdout.splitlines()


def exported(library):
    """Names of the symbols that a host can see, without the version nodes."""
    return {line.split()[-1].split("@")[0] for line in _lines("nm", "-D", "--defined-only", library)
            if line.split()[1] != "A"}


def imported(library):
    """Names with their symbol version, e.g. curl_easy_init@CURL_OPENSSL_4."""
    return {line.split()[-1] for line in _lines("nm", "-D", "--undefined-only", library)}


def dynamic(library):
    """Entries of the dynamic section by tag; a tag may occur more than once."""
    found = {}
    for line in _lines("readelf", "-d", "-W", library):
        m = re.match(r"\s*0x[0-9a-f]+ \((\w+)\)\s+(.*)", line)
        if m:
            bracket = re.search(r"\[(.*)\]", m[2])
            found.setdefault(m[1], []).append(bracket[1] if bracket else m[2].strip())
    return found


def unexpected_exports(library, declared):
    names = exported(library)
    return [f"exported, but not declared in a public header: {n}" for n in sorted(names - declared)] + \
           [f"declared in a public header, but not exported: {n}" for n in sorted(declared - names)]


def code_at_load_or_exit(library):
    """A static object with a constructor or destructor, or a thread_local with one, leaves one of these traces."""
    found = [f"imports {n}" for n in sorted(imported(library))
             if n.split("@")[0] in {"__cxa_atexit", "__cxa_thread_atexit", "__cxa_thread_atexit_impl", "atexit"}]
    pointer = 8 if any("ELF64" in line for line in _lines("readelf", "-h", library)) else 4
    for tag, what in (("INIT_ARRAYSZ", "constructor"), ("FINI_ARRAYSZ", "destructor")):
        for size in dynamic(library).get(tag, []):
            count = int(size.split()[0]) // pointer
            if count > 1:  # the compiler's own start-up code has one of each
                found.append(f"{count - 1} {what}(s) run when the library is loaded or unloaded")
    return found


def pinned_by_unique_symbols(library):
    return [line.split()[-1] for line in _lines("nm", "-D", library) if " u " in line]


def unversioned_curl(library):
    """References without a version bind to any curl_* that a host happens to export."""
    found = [n for n in sorted(imported(library)) if n.startswith("curl_") and not n.endswith("@CURL_OPENSSL_4")]
    return found


def flags_missing(library, soname):
    entries = dynamic(library)
    found = []
    if entries.get("SONAME") != [soname]:
        found.append(f"SONAME is {entries.get('SONAME')}, not {soname}")
    flags = " ".join(entries.get("FLAGS", []) + entries.get("FLAGS_1", []))
    for flag, why in (("NODELETE", "a worker may still run when the host calls dlclose"),
                      ("NOW", "a missing function must be noticed at load, not kill the host at the first call"),
                      ("SYMBOLIC", "calls inside the library must not be captured by the host's symbols")):
        if flag not in flags.split():
            found.append(f"flag {flag} is not set: {why}")
    for tag in ("RPATH", "RUNPATH", "TEXTREL"):
        if tag in entries:
            found.append(f"has {tag} {entries[tag]}")
    stack = [line for line in _lines("readelf", "-l", "-W", library) if "GNU_STACK" in line]
    if not stack or "E" in stack[0].split()[-2]:
        found.append("asks for an executable stack")
    return found


def unexpected_libraries(library, allowed):
    return sorted(set(dynamic(library).get("NEEDED", [])) - set(allowed))
