"""Plain text with a few marks, as legal texts and letters are written, drawn as HTML.

A blank line ends a paragraph; "## " begins a heading and "- " an entry of a list. Everything
else stays text.
"""

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

BREAK = mark_safe("<br>")


def draw(text: str) -> SafeString:
    """The text as headings, lists and paragraphs; every character of it is escaped."""
    blocks = text.replace("\r\n", "\n").split("\n\n")
    return format_html_join("\n", "{}", ((_block(b.strip()),) for b in blocks if b.strip()))


def _block(block: str) -> SafeString:
    lines = block.split("\n")
    if lines[0].startswith("## "):
        heading = format_html("<h2>{}</h2>", lines[0][3:])
        rest = "\n".join(lines[1:]).strip()
        return heading + _block(rest) if rest else heading
    if all(line.startswith("- ") for line in lines):
        entries = format_html_join("", "<li>{}</li>", ((line[2:],) for line in lines))
        return format_html("<ul>{}</ul>", entries)
    return format_html("<p>{}</p>", format_html_join(BREAK, "{}", ((line,) for line in lines)))
