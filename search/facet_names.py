"""What the values of facets are called, in the language that is read."""

from collections.abc import Iterable

from django.utils.translation import get_language, ngettext

from catalog import places
from catalog.models import AdminUnit, Producer, ProductGroup
from marketplace.kernel.memory import Remembered
from showrooms.models import Showroom

STARS = ("5", "4", "3")


class FacetNames:
    """Names by (facet, value); each facet is asked for once, and again only for new values."""

    def __init__(self):
        self._names: dict[str, dict[str, str]] = {}

    def known(self, facet: str, values: Iterable[str]) -> set[str]:
        """Those of the values that name something."""
        self.learn(facet, values)
        return set(values) & self._names[facet].keys()

    def learn(self, facet: str, values: Iterable[str]) -> None:
        names = self._names.setdefault(facet, {})
        missing = set(values) - names.keys()
        if missing:
            names.update(_FINDERS[facet](missing))

    def of(self, facet: str) -> dict[str, str]:
        """value -> name, in the order in which the names should be read."""
        return self._names.get(facet, {})


def _stars(values: set[str]) -> dict[str, str]:
    return {
        star: ngettext("%(stars)s star", "%(stars)s stars", int(star)) % {"stars": star}
        for star in STARS
    }


def _groups(values: set[str]) -> dict[str, str]:
    return {identifier: _in_language(group) for identifier, group in _newest(values).items()}


@Remembered
def _newest(identifiers: set[str]) -> dict[str, ProductGroup]:
    """Each group once, as the newest rule set names it, in the order of the law."""
    newest = {
        group.identifier: group
        for group in ProductGroup.objects.order_by("rule_set__valid_from", "position")
    }
    return dict(sorted(newest.items(), key=lambda entry: entry[1].position))


def _units(level: str):
    @Remembered
    def rows(codes: set[str]) -> dict[str, AdminUnit]:
        units = AdminUnit.objects.filter(vintage=places.CURRENT, level=level, code__in=codes)
        return {unit.code: unit for unit in units}

    return _named(rows)


@Remembered
def _trade_names(slugs: set[str]) -> dict[str, str]:
    return dict(Producer.objects.filter(slug__in=slugs).values_list("slug", "trade_name"))


def _producers(slugs: set[str]) -> dict[str, str]:
    known = _trade_names(slugs)
    return {slug: known[slug] for slug in slugs if slug in known}


@Remembered
def _rooms(slugs: set[str]) -> dict[str, Showroom]:
    return Showroom.objects.in_bulk(slugs, field_name="slug")


def _named(rows: Remembered):
    def find(values: set[str]) -> dict[str, str]:
        known = rows(values)
        return {value: _in_language(known[value]) for value in values if value in known}

    return find


def _in_language(thing) -> str:
    return (get_language() == "en" and thing.name_en) or thing.name


_FINDERS = {
    "star": _stars,
    "group": _groups,
    "province": _units(AdminUnit.Level.PROVINCE),
    "commune": _units(AdminUnit.Level.COMMUNE),
    "producer": _producers,
    "showroom": _named(_rooms),
}
