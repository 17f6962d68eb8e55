"""Lines and typed rows put together as figures: plain data, without words in any language.

    closing, opening   {"3", "4", "4p", "5", "products", "producers"}
    groups, forms, places   the same for each row of a table, by its key
    cube               [star, group, form, place, products] of each that is not empty
    awards, ends       the same by what happened; gap: awards after days without a star
    rounds, targets, stated, activities   what was typed, as it stands
    sales              by channel; said: what each channel says it sold in all
    frame              names as they were: groups, places, the area
    register           what the count says of itself, see marketplace.reports.register.Reading

They are kept as JSON for ever, so a key is never renamed, only added.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable

from catalog.models import ProductGroup, RuleSet
from catalog.reference import current_groups, rule_set_on

from . import typed
from .legal_forms import in_kind, kinds
from .lines import STARS, UNKNOWN, Line
from .maps import Geography, area_names, sorted_codes
from .models import AssessmentRound, Report, TypedFigure
from .models.typed import Typed
from .register import Reading, in_the_register

AWARDS = ("new", "upgraded", "lowered", "renewed")
ENDS = ("revoked", "expired", "revoked_late")
ROUND = (
    *("entered", "entered_first", "entered_upgrade", "entered_again"),
    *("producers", "producers_first", "producers_returning"),
    *("reached_3", "reached_4", "reached_4p", "reached_5", "two_stars", "one_star"),
)


def figures(report: Report, lines: list[Line], geography: Geography) -> dict:
    """The figures that follow from these lines, and what was typed for the report."""
    of_kind = _by(lines, "kind")
    closing, awards = of_kind["closing"], of_kind["award"]
    return {
        "frame": _frame(report, closing, geography),
        "opening": by_star(of_kind["opening"]),
        "closing": by_star(closing),
        "groups": _rows(closing, "group"),
        "forms": _forms(closing, report.forms),
        "places": _rows(closing, "place"),
        "cube": _cube(closing),
        "awards": _changes(awards, AWARDS) | {"all": by_star(awards)},
        "ends": _changes(of_kind["end"], ENDS),
        "gap": sum(line.mark == "gap" for line in awards),
        "sales": _sales(of_kind["sale"]),
        **_typed(report),
    }


def register_says(report: Report, reading: Reading) -> dict:
    """What only the count knows; kept beside the figures for the checks."""
    return {
        "seen": reading.seen,
        "register": in_the_register(report.ends_on),
        "unplaced": reading.unplaced,
        "twice": reading.twice,
    }


def by_star(lines: Iterable[Line]) -> dict[str, int]:
    """Products by their stars, and how many producers hold them."""
    lines = list(lines)
    counted = Counter(line.star for line in lines)
    makers = {line.producer_id for line in lines if line.producer_id is not None}
    stars = {star: counted[star] for star in STARS}
    return stars | {"products": len(lines), "producers": len(makers)}


def _by(lines: Iterable[Line], column: str) -> dict[str, list[Line]]:
    found = defaultdict(list)
    for line in lines:
        found[getattr(line, column)].append(line)
    return found


def _rows(lines, column: str) -> dict[str, dict]:
    return {key: by_star(part) for key, part in _by(lines, column).items()}


def _forms(lines, scheme: str) -> dict[str, dict]:
    """By kind of legal form; and how many hold a 3 or 4, a potential 5, a 5."""
    kind_of, found = in_kind(scheme), defaultdict(list)
    for line in lines:
        found[kind_of.get(line.form, UNKNOWN)].append(line)
    counted = {key: _holders(found[key]) for key in [*kinds(scheme), UNKNOWN]}
    return {key: row for key, row in counted.items() if key or row["products"]}


def _holders(lines) -> dict[str, int]:
    parts = {"of_3_4": ("3", "4"), "of_4p": ("4p",), "of_5": ("5",)}
    held = {
        name: len({line.producer_id for line in lines if line.star in stars})
        for name, stars in parts.items()
    }
    return by_star(lines) | held


def _cube(lines) -> list[list]:
    counted = Counter((line.star, line.group, line.form, line.place) for line in lines)
    return [[*key, count] for key, count in sorted(counted.items())]


def _changes(lines, names) -> dict[str, dict]:
    found = _by(lines, "change")
    return {name: by_star(found[name]) for name in names}


def _sales(lines) -> dict[str, dict]:
    return {channel: _sold(part) for channel, part in sorted(_by(lines, "change").items())}


def _sold(lines) -> dict[str, int]:
    return {
        "purchases": len({line.paper for line in lines}),
        "quantity": sum(line.quantity for line in lines),
        "amount": sum(line.amount for line in lines),
        "certified": sum(line.amount for line in lines if line.mark == "star"),
    }


def _frame(report: Report, closing: list[Line], geography: Geography) -> dict:
    used = {line.place for line in closing} - {UNKNOWN}
    names = {code: name for code, name in geography.names.items() if code in used}
    return {
        "kind": report.kind,
        "starts_on": report.starts_on.isoformat(),
        "ends_on": report.ends_on.isoformat(),
        "map": report.geography,
        "scheme": report.forms,
        "area": area_names(report.area),
        "groups": _group_names(report, {line.group for line in closing} - {UNKNOWN}),
        "places": [[code, *names[code]] for code in sorted_codes(names)],
    }


def _group_names(report: Report, used: set[str]) -> list[list[str]]:
    """The groups of the rules in force at the end, empty ones too, then older ones in use."""
    try:
        groups = list(rule_set_on(report.ends_on).groups.all())
    except RuleSet.DoesNotExist:
        groups = current_groups()
    told = [[group.identifier, group.name, group.name_en] for group in groups]
    older = ProductGroup.objects.filter(
        identifier__in=used - {identifier for identifier, *_ in told}
    )
    names = {group.identifier: group for group in older.order_by("rule_set__valid_from")}
    return told + [[key, group.name, group.name_en] for key, group in sorted(names.items())]


def _typed(report: Report) -> dict[str, list[dict]]:
    return {
        "rounds": [_round(row) for row in typed.rounds_of(report)],
        "targets": [_figure(row) for row in typed.targets_of(report)],
        "stated": [_figure(row) for row in typed.stated_of(report)],
        "activities": [_figure(row) for row in typed.activities_of(report)],
    }


def _round(row: AssessmentRound) -> dict:
    numbers = {name: getattr(row, name) for name in ROUND}
    return _provenance(row) | {"name": row.name, "on": row.held_on.isoformat()} | numbers


def _figure(row: TypedFigure) -> dict:
    span = {"starts_on": row.starts_on.isoformat(), "ends_on": row.ends_on.isoformat()}
    return _provenance(row) | span | {"code": row.code, "value": row.value, "up_to": row.up_to}


def _provenance(row: Typed) -> dict:
    told = {"pk": row.pk, "source": row.source, "at": row.at.isoformat()}
    return told | {"area": area_names(row.area)}
