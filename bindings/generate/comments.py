"""What the comments of the public headers say, found in their text: a preprocessor and a C parser drop them."""

import re
from dataclasses import dataclass, field

_COMMENT = re.compile(r"/\*\*(?![/<])(.*?)\*/\s*", re.S)
_BLOCK = re.compile(r"^(?:typedef struct (\w+) \{|(enum) \{)(.*?)^\}", re.S | re.M)
_MACRO = re.compile(r"^#define (\w+) [^\n]*?/\*\*<(.*?)\*/", re.M)
_ITEM = re.compile(r"/\*\*(<?)(.*?)\*/|/\*.*?\*/|([^/;,]+)|([;,])|/", re.S)
_OWNER = [  # what may follow a comment, and the name that the comment belongs to
    re.compile(r"#define (\w+)"),
    re.compile(r"typedef struct \w+ (\w+);"),
    re.compile(r"typedef struct (\w+) \{"),
    re.compile(r"typedef [^;{]*?CONCH_CALL \*(\w+)\)"),
    re.compile(r"typedef [\w ]+?(\w+);"),
    re.compile(r"CONCH_API [^;()]*?CONCH_CALL (\w+)\("),
    re.compile(r"enum \{.*?(CONCH_\w+_FORCE_32)\b", re.S),
]


@dataclass
class Comment:
    text: str = ""  # paragraphs, separated by empty lines
    parameters: dict = field(default_factory=dict)  # name -> (direction, text)
    returns: str = ""
    threads: str = ""
    callback: str = ""
    since: str = ""


def read(source):
    """Name -> Comment for everything in one header that has one; constants and fields by their own or dotted names."""
    found = {}
    for comment in _COMMENT.finditer(source):
        following = source[comment.end():]
        for owner in _OWNER:
            match = owner.match(following)
            if match:
                found[f"enum {match[1]}" if following.startswith("enum") else match[1]] = parse(comment[1])
                break
    for name, text in _MACRO.findall(source):
        found[name] = parse(text)
    for block in _BLOCK.finditer(source):
        found.update(_members(block[3], f"{block[1]}." if block[1] else ""))
    return found


def _members(body, prefix):
    found, before, words, last = {}, "", "", ""
    for back, text, code, end in _ITEM.findall(body):
        if code.strip():
            words += code
        elif end:
            last, before = _member_name(words, prefix, before, found), ""
            words = ""
        elif back:  # behind what it describes, which may be the last one and have no comma
            name = _name(words, prefix) if words.strip() else last
            found[name] = parse(text)
        elif text:
            before = text
    if words.strip():
        _member_name(words, prefix, before, found)
    return found


def _member_name(words, prefix, before, found):
    name = _name(words, prefix)
    if before:
        found[name] = parse(before)
    return name


def _name(words, prefix):
    """A field's name stands last, a constant's first."""
    names = re.findall(r"[A-Za-z_]\w*", words)
    return prefix + names[-1] if prefix else names[0]


def parse(raw):
    lines = [re.sub(r"^\s*\*? ?", "", line).rstrip() for line in raw.strip().splitlines()]
    comment = Comment()
    sections = [["text", []]]
    in_code = False
    for line in lines:
        if line.startswith("@code"):
            in_code = True
            sections[-1][1].append("```c")
            continue
        if line.startswith("@endcode"):
            in_code = False
            sections[-1][1].append("```")
            continue
        tag = None if in_code else re.match(r"@(param(?:\[[^]]*\])?|return|threads|callback|since)(?!\S) ?(.*)", line)
        if tag:
            sections.append([tag[1], [tag[2]]])
        else:
            sections[-1][1].append(line)
    for tag, content in sections:
        _store(comment, tag, content)
    return comment


def _store(comment, tag, content):
    if tag == "text":
        text = "\n".join(content)
        since = re.search(r"\s*@since ([\d.]+)", text)
        if since:
            comment.since = since[1]
            text = text.replace(since[0], "")
        comment.text = plain(text).strip()
    elif tag.startswith("param"):
        name, _, text = " ".join(content).partition(" ")
        direction = tag[6:-1] if "[" in tag else "in"
        comment.parameters[name] = (direction, _joined(text))
    else:
        setattr(comment, {"return": "returns"}.get(tag, tag), _joined(" ".join(content)))


def _joined(text):
    return re.sub(r"\s+", " ", plain(text)).strip()


def plain(text):
    """Without the marks that only Doxygen knows."""
    text = re.sub(r"@ref (\w+)", r"\1", text)
    text = re.sub(r"@par ([^\n]*)", r"\1:", text)
    return re.sub(r"(?<![\w&])#(\w+)", r"\1", text)
