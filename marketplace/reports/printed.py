"""The tables of a report, in the order in which they are printed."""

from . import words
from .charts import Chart, draw
from .tables import Table, by_form, by_group, by_place, by_stars, changes
from .tables_typed import activities, rounds, sales, targets

ORDER = (by_stars, by_group, by_form, by_place, rounds, changes, targets, sales, activities)
# What nobody typed and nobody sold needs no empty table.
OPTIONAL = {"targets", "activities"}


def tables_of(figures: dict) -> list[Table]:
    """All tables, in the reader's language."""
    made = (build(figures) for build in ORDER)
    return [table for table in made if table.rows or table.key not in OPTIONAL]


def drawn(tables: list[Table]) -> list[tuple[Table, Chart | None]]:
    """Each table with its chart, None where there is nothing to draw."""
    return [(table, draw(table.bars, words.number) if table.bars else None) for table in tables]
