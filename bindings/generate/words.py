"""Names and texts as the target languages spell them."""

import re
import textwrap


def parts(name):
    """The words of an identifier in any spelling: end_frame_fileID -> end frame file ID, replyUrl -> reply Url."""
    return [w for w in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+[a-z]*|[A-Z]", name)]


def snake(name):
    return "_".join(w.lower() for w in parts(name))


def camel(name):
    return "".join(w[0].upper() + w[1:].lower() for w in parts(name))


def lower_camel(name):
    text = camel(name)
    return text[0].lower() + text[1:]


def constant(value, digit_prefix):
    """A value of the service as a constant: 'T2V-01' -> T2V_01; one that starts with a digit gets the prefix."""
    text = re.sub(r"\W+", "_", value.upper()).strip("_")
    return f"{digit_prefix}_{text}" if text[:1].isdigit() else text


def enum_value(value, digit_prefix):
    """The same for languages that write constants in CamelCase: 'veo-720p-8sec' -> Veo720p8sec."""
    text = "".join(w[:1].upper() + w[1:] for w in re.split(r"(?<=\d)\.(?=\d)|\W+", re.sub(r"(?<=\d)\.(?=\d)", "_", value)))
    return f"{digit_prefix}{text}" if text[:1].isdigit() else text


def wrapped(text, indent, width=120):
    """The paragraphs of a text as lines, each with the indent; code blocks and tables keep their lines."""
    lines, in_code = [], False
    for paragraph in re.split(r"\n\s*\n", text):
        if lines:
            lines.append(indent.rstrip())
        kept = paragraph.splitlines()
        if in_code or any(line.startswith(("```", "|", "- ")) for line in kept):
            for line in kept:
                in_code ^= line.startswith("```")
                lines.append((indent + line).rstrip())
        else:
            lines += textwrap.wrap(" ".join(paragraph.split()), width, initial_indent=indent, subsequent_indent=indent,
                                   break_long_words=False, break_on_hyphens=False)
    return lines
