"""Places of Vietnam: the units of today, those of before July 2025, and the way between them.

Since 1 July 2025 there are provinces and communes only. A name alone identifies nothing (some
240 names occur in more than one province) and a code alone neither: 82 was Tiền Giang and is
Đồng Tháp. Names change kind without a new code: AdminUnitName keeps what was before.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from marketplace.kernel.text import FORBIDDEN, fold, nfc, sort_key

from .models import AdminSuccession, AdminUnit

CURRENT, BEFORE = "VN-2025-07", "VN-2024"
Level = AdminUnit.Level
LONGEST_ADDRESS = 300

KINDS_EN = {
    "tỉnh": "Province",
    "thành phố": "City",
    "quận": "District",
    "huyện": "District",
    "thị xã": "Town",
    "thị trấn": "Township",
    "xã": "Commune",
    "phường": "Ward",
    "đặc khu": "Special Zone",
}
_SHORT = {
    "tp": "thành phố",
    "tx": "thị xã",
    "tt": "thị trấn",
    "t": "tỉnh",
    "q": "quận",
    "h": "huyện",
    "x": "xã",
    "p": "phường",
    "dk": "đặc khu",
} | {fold(kind): kind for kind in KINDS_EN}
_KIND = re.compile(
    r"(?P<kind>(?:thanh pho|thi xa|thi tran|dac khu|tinh|quan|huyen|xa|phuong)(?=[\s.\d])"
    r"|(?:tp|tx|tt|dk)(?=[\s.])|[tqhxp](?=\.)|[qp](?=\d))[\s.]*(?=\S)"
)
_ALIASES = {
    "hcm": "ho chi minh",
    "tphcm": "ho chi minh",
    "sai gon": "ho chi minh",
    "hn": "ha noi",
    "ba ria vung tau": "ba ria - vung tau",
    "thua thien hue": "hue",
    "thua thien - hue": "hue",
}
_TONES = "\u0300\u0301\u0303\u0309\u0323"


def provinces() -> list[AdminUnit]:
    """The provinces and central cities of today, in Vietnamese order."""
    return _sorted(AdminUnit.objects.filter(vintage=CURRENT, level=Level.PROVINCE))


def communes_of(province: AdminUnit) -> list[AdminUnit]:
    """Communes, wards and special zones of a province, in Vietnamese order."""
    return _sorted(AdminUnit.objects.filter(parent=province, level=Level.COMMUNE))


def full_name(unit: AdminUnit, language: str = "vi", *, day: date | None = None) -> str:
    """ "Phường Long Xuyên, tỉnh An Giang", or "Long Xuyen Ward, An Giang Province".

    Climbs `parent`: select it where many are named. day: name the kinds of that day, one query
    for each unit.
    """
    names = []
    while unit:
        kind = kind_on(unit, day) if day else unit.kind
        names.append(_name_en(unit, kind) if language == "en" else f"{kind} {unit.name}")
        unit = unit.parent
    text = ", ".join(names)
    return text[0].upper() + text[1:]


def kind_on(unit: AdminUnit, day: date) -> str:
    """What kind of unit it was on a day: Đồng Nai was a province until 29 April 2026."""
    former = unit.names.filter(valid_to__gte=day).order_by("valid_to").first()
    return former.kind if former else unit.kind


def current_of(old_unit: AdminUnit) -> list[AdminUnit]:
    """What became of a unit; of a divided one the larger part comes first.

    A unit of today is its own answer; a district became the communes its communes became.
    """
    return _current_of([old_unit])[old_unit.pk]


def formers_of(commune: AdminUnit) -> list[AdminUnit]:
    """The communes of before July 2025 that went into a commune of today, wholly or in part."""
    made_from = _units().filter(vintage=BEFORE, level=Level.COMMUNE, successions__new=commune)
    return _sorted(made_from.distinct())


def find(text: str, *, limit: int = 20) -> list[AdminUnit]:
    """Units of today that an address, a name or a code speaks of, the likeliest first.

    Old names find new places, with marks or without: "Sóc Trăng", "tinh bien", "30307",
    "P. Mỹ Long, TP. Long Xuyên". What stands before the place (a street) is passed over.
    """
    text = nfc(text).strip()
    if FORBIDDEN.search(text) or len(text) > LONGEST_ADDRESS:
        return []
    if text.isascii() and text.isdigit():
        units = list(_units().filter(code=text))
        return _todays(sorted(units, key=lambda unit: unit.vintage_id != CURRENT))[:limit]
    parts = [part.strip() for part in text.split(",") if part.strip()][-5:]
    while parts:
        for reading in _readings(parts[0]):
            if found := _match(reading, parts[1:]):
                return found[:limit]
        parts = parts[1:]
    return []


@dataclass(frozen=True)
class _Part:
    """One part of an address: "P. Mỹ Long" is a phường named "Mỹ Long"."""

    name: str
    kind: str = ""

    @property
    def folded(self) -> set[str]:
        """The ways to look the name up: y and i change places between sources."""
        name = " ".join(re.sub(r"\s*[-–]\s*", " - ", fold(self.name)).split())
        variants = {name, re.sub(r"y\b", "i", name), re.sub(r"i\b", "y", name)}
        return variants | {_ALIASES.get(name, name)}


def _readings(text: str) -> list[_Part]:
    """A part as it stands, then without its kind: "tinh bien" is Tịnh Biên, not a province."""
    match = _KIND.match(fold(text))
    short = [_Part(text[match.end() :], _SHORT[match["kind"]])] if match else []
    return [_Part(text), *short]


def _units():
    return AdminUnit.objects.select_related("parent__parent")


def _match(part: _Part, above: list[str]) -> list[AdminUnit]:
    units = list(_units().filter(folded_name__in=part.folded))
    of_kind = [unit for unit in units if unit.kind == part.kind]
    for candidates in filter(None, (of_kind, units)):
        todays = _current_of(candidates)
        inside = [unit for unit in candidates if _stands_in(unit, todays[unit.pk], above)]
        if inside:
            return _unique(todays[unit.pk] for unit in sorted(inside, key=_likelihood(part)))
    return []


def _stands_in(unit: AdminUnit, todays: list[AdminUnit], above: list[str]) -> bool:
    """Whether every outer part names something the unit lay or lies in."""
    around = set()
    for inner in (unit, *todays):
        around |= {outer.folded_name for outer in (inner.parent, _outer(inner)) if outer}
    return all(any(part.folded & around for part in _readings(text)) for text in above)


def _outer(unit: AdminUnit) -> AdminUnit | None:
    return unit.parent and unit.parent.parent


def _likelihood(part: _Part):
    spelled = _spelling(part.name)

    def key(unit: AdminUnit):
        return (
            _spelling(unit.name) != spelled,
            unit.level != Level.PROVINCE,
            unit.vintage_id != CURRENT,
            unit.level != Level.DISTRICT,
            unit.code,
        )

    return key


def _spelling(text: str) -> list[tuple[str, str]]:
    """Letters and tone of each syllable apart, so that "Hòa" and "Hoà" are one."""
    words = unicodedata.normalize("NFD", text.casefold()).split()
    return [
        ("".join(c for c in word if c not in _TONES), "".join(c for c in word if c in _TONES))
        for word in words
    ]


def _todays(units: list[AdminUnit]) -> list[AdminUnit]:
    todays = _current_of(units)
    return _unique(todays[unit.pk] for unit in units)


def _current_of(units: list[AdminUnit]) -> dict[int, list[AdminUnit]]:
    """The units of today that each unit became, in one query for all of them."""
    found = {unit.pk: [unit] if unit.vintage_id == CURRENT else [] for unit in units}
    old = [pk for pk, todays in found.items() if not todays]
    if not old:
        return found
    rows = (
        AdminSuccession.objects.filter(Q(old__in=old) | Q(old__parent__in=old))
        .select_related("old", "new__parent")
        .order_by("pk")
    )
    for row in rows:
        # A province has a succession of its own; a district's is that of its communes.
        through = row.old.parent_id if row.old.level == Level.COMMUNE else None
        for pk in (row.old_id, through):
            if pk in found and row.new not in found[pk]:
                found[pk].append(row.new)
    return found


def _unique(lists: Iterable[list[AdminUnit]]) -> list[AdminUnit]:
    return list({unit.pk: unit for units in lists for unit in units}.values())


def _name_en(unit: AdminUnit, kind: str) -> str:
    word, name = KINDS_EN.get(kind, ""), unit.name_en or unit.name
    return f"{word} {name}" if name.isdigit() else f"{name} {word}"


def _sorted(units) -> list[AdminUnit]:
    return sorted(units, key=lambda unit: (sort_key(unit.name), unit.code))
