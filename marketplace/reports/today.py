"""The live figures: what the register says of a day, by group and stars, in one query."""

from collections import Counter
from datetime import date

from django.db.models import Count
from django.utils.translation import gettext as _

from catalog.certification.asks import in_force
from catalog.reference import current_groups

from . import words
from .lines import STARS
from .tables import Cell, Row, Table, star_bars


def by_group_today(day: date) -> Table:
    """Products with a star in force on a day, by the groups of today's rules."""
    counted = _counted(day)
    groups = [(group.identifier, [group.name, group.name_en]) for group in current_groups()]
    known = {key for key, _names in groups}
    groups += [(key, [key, key]) for key in sorted({key for key, _ in counted} - known)]
    rows = [Row(key, words.named(names), _cells(counted, key)) for key, names in groups]
    columns = [[row.cells[number].value for row in rows] for number in range(len(STARS) + 1)]
    rows.append(Row("total", _("Total"), [Cell(sum(values)) for values in columns], "", True))
    heads = [_("Products"), *(str(words.STAR_NAMES[star]) for star in STARS)]
    title = _("Products with a star on %s") % words.day(day.isoformat())
    about = _("Live from the register of certificates; not part of a report.")
    return Table("today", title, about, heads, rows, star_bars(rows[:-1]))


def _counted(day: date) -> Counter:
    rows = (
        in_force(day)
        .order_by()
        .values_list("product__facts__group__identifier", "stars", "is_potential_five_star")
        .annotate(products=Count("pk"))
    )
    found = Counter()
    for group, stars, is_potential, products in rows:
        found[group or "", f"{stars}{'p' if is_potential else ''}"] += products
    return found


def _cells(counted: Counter, group: str) -> list[Cell]:
    values = [counted[group, star] for star in STARS]
    return [Cell(value) for value in (sum(values), *values)]
