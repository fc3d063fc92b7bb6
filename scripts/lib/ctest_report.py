"""Reads a JUnit report of ctest. Prints "passed failed skipped"; names the skipped and the failed tests on stderr, and
writes what the failed ones said, as far as it fits on a screen, to FAILURES.

usage: ctest_report.py REPORT PRESET FAILURES
"""

import re
import sys
import xml.etree.ElementTree as ElementTree


# A log that is cut at its beginning, as those of many build servers are, must still show why a test failed.
LINES_FROM_ITS_CAUSE = 30
LINES_AT_ITS_END = 10
CHARACTERS_OF_A_LINE = 300
CAUSE = re.compile(r"ERROR: |WARNING: ThreadSanitizer|runtime error|^\S+\.\w+:\d+:|FAIL|[Ee]rror:|Traceback|terminate called")


def reason(case):
    output = case.findtext("system-out") or ""
    found = re.search(r"SKIPPED:? +(.*)|skipped '(.*)'|Skipped\n(.*)", output)
    return next(g for g in found.groups() if g is not None) if found else "see the test's output"


def was_skipped(case):
    """A test whose program was never built is "notrun" too, but that is a failure."""
    skipped = case.find("skipped")
    return case.get("status") == "disabled" or (skipped is not None and skipped.get("message", "").startswith("SKIP_"))


def what_it_said(case):
    lines = (case.findtext("system-out") or "").splitlines()
    end = max(0, len(lines) - LINES_AT_ITS_END)
    cause = next((at for at, line in enumerate(lines[:end]) if CAUSE.search(line)), end)
    chosen = lines[cause : min(end, cause + LINES_FROM_ITS_CAUSE)] + lines[end:]
    return "".join(f"    {line[:CHARACTERS_OF_A_LINE]}\n" for line in chosen)


def main():
    report, preset, failures = sys.argv[1:]
    passed = failed = skipped = 0
    for case in ElementTree.parse(report).getroot().iter("testcase"):
        if case.get("status") == "run":
            passed += 1
        elif was_skipped(case):
            skipped += 1
            print(f"SKIPPED {preset} {case.get('name')}: {reason(case)}", file=sys.stderr)
        else:
            failed += 1
            name = f"FAILED {preset} {case.get('name')} after {float(case.get('time') or 0):.1f} s"
            print(name, file=sys.stderr)
            with open(failures, "a", encoding="utf-8") as file:
                file.write(f"{name}\n{what_it_said(case)}")
    print(passed, failed, skipped)


if __name__ == "__main__":
    main()
