"""The places and authorities that a sheet names, each looked up once a file."""

import re
from datetime import date

from django.utils.translation import gettext_lazy as _

from catalog.models import AdminUnit, IssuingAuthority
from catalog.places import BEFORE, CURRENT, find
from catalog.places_load import REFORM
from catalog.reference import peoples_committee
from marketplace.kernel.text import fold

from .errors import BadCell

Level = AdminUnit.Level
_KINDS = r"tinh|thanh pho|tp|quan|huyen|thi xa|tx"
_COMMITTEE = re.compile(
    rf"ubnd\s+(?P<unit>(?:{_KINDS})?[\s.]*(?P<name>[^,]+))(?:,\s*(?P<above>.+))?"
)
_KIND = re.compile(rf"(?:{_KINDS})[\s.]+")


class Communes:
    def __init__(self):
        self._found: dict[tuple[str, str], AdminUnit | BadCell] = {}

    def find(self, commune: str, province: str) -> AdminUnit:
        """The commune of today; old names too. Raises BadCell: unknown, or divided since."""
        key = (fold(commune), fold(province))
        if key not in self._found:
            self._found[key] = _commune(commune, province)
        found = self._found[key]
        if isinstance(found, BadCell):
            raise found
        return found


def _commune(commune: str, province: str) -> AdminUnit | BadCell:
    found = [u for u in find(f"{commune}, {province}") if u.level == Level.COMMUNE]
    if not found:
        return BadCell(_("No such commune or ward in this province."), column="commune")
    exact = [u for u in found if fold(f"{u.kind} {u.name}") == fold(commune)]
    exact = exact or [u for u in found if u.folded_name == fold(commune)]
    chosen = exact or found
    if len(chosen) > 1:
        options = "; ".join(str(unit) for unit in chosen)
        return BadCell(_("Which one is it today: %(options)s?"), column="commune", options=options)
    return chosen[0]


class Authorities:
    def __init__(self):
        self._by_name = {_official(one.name): one for one in IssuingAuthority.objects.all()}

    def find(self, name: str, day: date) -> IssuingAuthority:
        """The authority of this name on a day; a people's committee is entered when new.

        Raises BadCell.
        """
        key = _official(name)
        if key not in self._by_name:
            self._by_name[key] = peoples_committee(_seat(key, day), day=day)
        return self._by_name[key]


def _official(name: str) -> str:
    folded = " ".join(fold(name).split())
    return folded.replace("uy ban nhan dan", "ubnd")


def _seat(key: str, day: date) -> AdminUnit:
    match = _COMMITTEE.fullmatch(key)
    units = _units(match, day) if match else []
    if not units:
        raise BadCell(_("This authority is not known."), column="authority")
    if len(units) > 1:
        raise BadCell(_("Write the province too: “UBND huyện …, tỉnh …”."), column="authority")
    return units[0]


def _units(match, day: date) -> list[AdminUnit]:
    found = AdminUnit.objects.select_related("parent").filter(
        vintage=BEFORE if day < REFORM else CURRENT,
        level__in=[Level.PROVINCE, Level.DISTRICT],
        folded_name__in=[match["name"].strip(), match["unit"].strip()],
    )
    if match["above"]:
        above = _KIND.sub("", match["above"], count=1).strip()
        found = found.filter(parent__folded_name=above)
    kind = match["unit"].removesuffix(match["name"]).strip(" .")
    long = {"tp": "thanh pho", "tx": "thi xa"}.get(kind, kind)
    return [unit for unit in found if not long or fold(unit.kind) == long]
