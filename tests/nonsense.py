"""What a careless or hostile sender types, and the names of the fields it is typed into."""

from collections.abc import Iterator
from urllib.parse import quote

from django.forms import BaseForm

NUMBERS = [
    "",
    "0",
    "-0",
    "-1",
    "1",
    "999999999999999999999",
    "1e999",
    "NaN",
    "Infinity",
    "0x10",
    "1.5",
    "½",
    "٣",
]
BYTES = [
    "\x00",
    "a\x00b",
    "\ud800".encode("utf-8", "surrogatepass"),
    b"\xff\xfe",
    b"\xc3\x28",
    "Đường thốt nốt".encode("utf-16"),
]
TEXTS = [
    "\u202egnp.exe",
    "\u200b",
    "e\u0301\u0323",
    "Đường thốt nốt",
    "🍚" * 50,
    "a" * 10_000,
]
TRICKS = [
    "../../etc/passwd",
    "..%2f..%2f",
    "%00",
    "%s%s%n",
    "{{ 7*7 }}",
    "${jndi:ldap://x}",
    "' OR 1=1 --",
    '"; DROP TABLE x; --',
    '" OR * NEAR(',
    "<script>alert(1)</script>",
    "=cmd|' /C calc'!A0",
    "\r\nSet-Cookie: a=b",
    "[]",
    '{"a":{"a":{"a":{"a":1}}}}',
    "2026-02-30",
    "31/02/2026",
]
PAYLOADS = NUMBERS + BYTES + TEXTS + TRICKS
# One of each kind: where a view stops at the first field, the rest adds nothing.
FEW = ["", "-1", "999999999999999999999", "½", "\x00", b"\xff\xfe", "%00", "[]", "2026-02-30"]

# Read from addresses and posts by views that have no form for them, ours and Wagtail's.
LOOSE = """q star group province commune producer showroom price_min price_max sort page k code
phone product quantity next id ids p tab ordering hash operation expected counted items item
line lines door day level only to days date locale content_type object_id user action owner
search_fields fields order limit offset child_of descendant_of ancestor_of type site slug
collection_id tag tags term next_page_id revision format width file form-TOTAL_FORMS
form-INITIAL_FORMS"""
OUR_PACKAGES = ("catalog", "cms", "marketplace", "search", "showrooms", "allauth")
LONG = 500


def raw(payload: str | bytes) -> bytes:
    return payload if isinstance(payload, bytes) else payload.encode("utf-8", "surrogatepass")


def _forms(of: type = BaseForm) -> Iterator[type]:
    for form in of.__subclasses__():
        yield form
        yield from _forms(form)


def field_names() -> list[str]:
    """Every name that a form of the site takes, and those read without a form."""
    ours = (form for form in _forms() if form.__module__.split(".")[0] in OUR_PACKAGES)
    named = {name for form in ours for name in getattr(form, "base_fields", ())}
    return sorted(named.union(LOOSE.split()))


def as_query(payload: str | bytes, names: list[str]) -> str:
    """The payload in each of these fields."""
    return "&".join(f"{name}={quote(raw(payload))}" for name in names)


def as_address(path: str, payload: str | bytes, names: list[str]) -> str:
    """With the payload in every field of the query; a long one only where text is read back.

    Servers refuse a query of more than some kilobytes before Django sees it.
    """
    if len(raw(payload)) > LONG:
        names = ["q", "code", "next"]
    return f"{path}?{as_query(payload, names)}"


def as_path(payload: str | bytes) -> str:
    """The payload as one part of a path."""
    return quote(raw(payload)[:300], safe="") or "x"
