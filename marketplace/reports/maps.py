"""Where a producer stands on the map of a report: as before July 2025, or as today.

A place of today is put on the old map by the commune that its paper names, else by what its
commune was made of: usually one district, at least one province. Where even that is not told,
the place is not known, and the report says so rather than guess.
"""

from collections import defaultdict
from typing import NamedTuple

from catalog.models import AdminSuccession, AdminUnit, Place
from catalog.places import BEFORE, KINDS_EN, full_name
from marketplace.kernel.text import sort_key

from .lines import UNKNOWN
from .models import Report

Level = AdminUnit.Level


class Spot(NamedTuple):
    """province: id of the unit on the report's map, None when unknown. code: of the table's row."""

    province: int | None
    code: str


NOWHERE = Spot(None, UNKNOWN)


class Geography:
    """The map of one report. Reads all it needs in at most four queries, whatever the number
    of producers."""

    def __init__(self, report: Report):
        self.area_id = report.area_id
        self.is_old = report.geography == BEFORE
        self.names: dict[str, list[str]] = {}
        self._spots = self._old() if self.is_old else self._todays()
        self._near = _communes_near(report) if self.is_old and report.area_id else frozenset()

    def spot(self, commune_id: int | None, legacy_id: int | None) -> Spot:
        if self.is_old and legacy_id in self._spots:
            return self._spots[legacy_id]
        return self._spots.get(commune_id, NOWHERE)

    def may_lie_in(self, commune_id: int | None) -> bool:
        """Whether a commune of today, not found on the old map, may have been in the area."""
        return commune_id in self._near

    def _todays(self) -> dict[int, Spot]:
        return self._named(_communes("commune"), lambda unit: (unit.parent, unit))

    def _old(self) -> dict[int, Spot]:
        spots = self._named(
            _communes("legacy_commune", "parent__parent"),
            lambda unit: (unit.parent.parent, unit.parent),
        )
        return self._guessed() | spots

    def _guessed(self) -> dict[int, Spot]:
        """Communes of today, by what they were made of."""
        places = Place.objects.filter(producers__isnull=False, legacy_commune=None)
        rows = AdminSuccession.objects.filter(
            old__level=Level.COMMUNE, new__in=places.values("commune")
        )
        origins = defaultdict(set)
        for row in rows.select_related("old__parent__parent"):
            origins[row.new_id].add(row.old.parent)
        return {commune: self._common(districts) for commune, districts in origins.items()}

    def _common(self, districts: set[AdminUnit]) -> Spot:
        provinces = {district.parent for district in districts}
        if len(provinces) > 1:
            return NOWHERE
        province = provinces.pop()
        if self.area_id is None:
            return self._row(province, province)
        district = districts.pop() if len(districts) == 1 else None
        return self._row(province, district) if district else Spot(province.pk, UNKNOWN)

    def _named(self, units, told) -> dict[int, Spot]:
        spots = {}
        for unit in units:
            province, inner = told(unit)
            spots[unit.pk] = self._row(province, province if self.area_id is None else inner)
        return spots

    def _row(self, province: AdminUnit, unit: AdminUnit) -> Spot:
        self.names.setdefault(unit.code, _names(unit))
        return Spot(province.pk, unit.code)


def _communes(field: str, above: str = "parent"):
    used = Place.objects.filter(producers__isnull=False).values(field)
    return AdminUnit.objects.filter(pk__in=used).select_related(above)


def _communes_near(report: Report) -> frozenset[int]:
    """The communes of producers in the provinces of today that the area went into."""
    after = AdminSuccession.objects.filter(old=report.area_id).values("new")
    near = Place.objects.filter(producers__isnull=False, commune__parent__in=after)
    return frozenset(near.values_list("commune", flat=True))


def _names(unit: AdminUnit) -> list[str]:
    english = unit.name_en or unit.name
    kind = KINDS_EN.get(unit.kind, "")
    return [f"{unit.kind} {unit.name}", f"{english} {kind}".strip()]


def sorted_codes(names: dict[str, list[str]]) -> list[str]:
    """Codes in the Vietnamese order of the names they stand for."""
    return sorted(names, key=lambda code: (sort_key(names[code][0].split(" ", 1)[-1]), code))


def area_names(area: AdminUnit | None) -> list[str]:
    """The area in Vietnamese and in English; nothing for the whole register."""
    if area is None:
        return []
    vietnamese = full_name(area)
    return [vietnamese[0].lower() + vietnamese[1:], full_name(area, "en")]
