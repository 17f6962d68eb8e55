"""The tables of what was typed with its source: rounds, targets, activities; and of sales."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from . import words
from .charts import Bars
from .checks import REACHED
from .tables import Cell, Row, Table

_ENTRY = ("entered", "entered_first", "entered_upgrade", "entered_again", "producers")
_BELOW = ("two_stars", "one_star")
_TARGETS = {
    "target_new": ("award", {"change": ["new"]}),
    "target_upgraded": ("award", {"change": ["upgraded"]}),
    "target_renewed": ("award", {"change": ["renewed"]}),
    "target_five": ("closing", {"star": ["5"]}),
    "target_certified": ("closing", {}),
}


def rounds(figures: dict) -> Table:
    """A column for each round, their sum, and what the register counted in the period."""
    told = figures["rounds"]
    rows = [_round_row(name, told) for name in _ENTRY]
    for star, name in REACHED.items():
        records = {"kind": ["award"], "star": [star]}
        counted = Cell(figures["awards"]["all"][star], records)
        rows.append(_round_row(name, told, counted))
    rows.append(_reached_row(figures))
    rows += [_round_row(name, told) for name in _BELOW]
    rows.append(_silent_row(told))
    heads = [_round_head(row, figures) for row in told]
    heads += [_("All rounds"), _("In the register")]
    about = _("What the minutes say, and beside it the decisions that the register holds.")
    sources = "; ".join(dict.fromkeys(row["source"] for row in told))
    about += " " + _("Source: %s.") % sources if sources else ""
    bars = _round_bars(rows) if told else None
    return Table("rounds", _("Rounds of evaluation"), about, heads, rows, bars)


def _round_head(row: dict, figures: dict) -> str:
    """Its name and day; and its province in a report about all of them."""
    where = "" if figures["frame"]["area"] else words.named(row["area"])
    return ", ".join(filter(None, [row["name"], where, words.day(row["on"])]))


def _round_row(name: str, told: list[dict], counted: Cell | None = None) -> Row:
    values = [row[name] for row in told]
    known = [value for value in values if value is not None]
    cells = [*map(Cell, values), Cell(sum(known) if known else None), counted or Cell(None)]
    return Row(name, words.column(name).capitalize(), cells)


def _reached_row(figures: dict) -> Row:
    values = [_sum(row, REACHED.values()) for row in figures["rounds"]]
    known = [value for value in values if value is not None]
    counted = Cell(figures["awards"]["all"]["products"], {"kind": ["award"]})
    cells = [*map(Cell, values), Cell(sum(known) if known else None), counted]
    return Row("reached", _("Reached 3 stars or more"), cells, is_total=True)


def _silent_row(told: list[dict]) -> Row:
    """Entered, and no result told: withdrawn, put off, or below with no number."""
    values = [row["entered"] - (_sum(row, (*REACHED.values(), *_BELOW)) or 0) for row in told]
    total = Cell(sum(values) if values else None)
    return Row("silent", _("No result told"), [*map(Cell, values), total, Cell(None)])


def _sum(row: dict, names) -> int | None:
    known = [row[name] for name in names if row[name] is not None]
    return sum(known) if known else None


def _round_bars(rows: list[Row]) -> Bars:
    """Of all rounds: what was entered, what reached a star, what did not."""
    names = ("entered", "reached", *_BELOW, "silent")
    shown = {row.key: row for row in rows if row.key in names}
    return Bars(
        [_("All rounds")],
        [(row.label, [row.cells[-2].value]) for row in shown.values() if row.cells[-2].value],
    )


def targets(figures: dict) -> Table:
    rows = [_target(row, figures) for row in figures["targets"]]
    heads = [_("Target"), pgettext("of a range", "Up to"), _("Reached"), "%"]
    about = _("Targets whose time holds the last day; reached is what this period counted.")
    bars = [(row.label, [row.cells[2].value or 0, _left(row)]) for row in rows if _is_count(row)]
    legend = [_("Reached"), _("Still to reach")]
    title = _("Targets and what was reached")
    return Table("targets", title, about, heads, rows, Bars(legend, bars) if bars else None, True)


def _target(row: dict, figures: dict) -> Row:
    reached = _reached(row["code"], figures)
    share = None if reached.value is None else _percent(reached.value, row["value"])
    if row["code"] == "target_share":
        share = reached.value
    label = f"{words.figure(row['code']).capitalize()} ({words.day(row['ends_on'])})"
    cells = [Cell(row["value"]), Cell(row["up_to"]), reached, Cell(share)]
    return Row(row["code"], label, cells, row["source"])


def _reached(code: str, figures: dict) -> Cell:
    if code == "target_share":
        entered = sum(row["entered"] for row in figures["rounds"])
        return Cell(_percent(figures["awards"]["all"]["products"], entered))
    kind, records = _TARGETS[code]
    records = {"kind": [kind]} | records
    if kind == "award":
        return Cell(figures["awards"][records["change"][0]]["products"], records)
    return Cell(figures["closing"][records.get("star", ["products"])[0]], records)


def _percent(part: int, whole: int) -> int | None:
    """Whole per cent, half up; None of nothing."""
    return (200 * part + whole) // (2 * whole) if whole > 0 else None


def _is_count(row: Row) -> bool:
    return row.key != "target_share"


def _left(row: Row) -> int:
    return max(0, row.cells[0].value - (row.cells[2].value or 0))


def sales(figures: dict) -> Table:
    sold = figures["sales"]
    rows = [
        Row(channel, words.channel(channel), _sold(row, {"change": [channel]}))
        for channel, row in sold.items()
    ]
    together = {
        name: sum(row[name] for row in sold.values())
        for name in ("purchases", "quantity", "amount", "certified")
    }
    rows.append(Row("total", _("Total"), _sold(together, {}), "", True))
    heads = [_("Purchases"), _("Pieces"), _("Amount, dong"), _("Of it with a star, dong"), "%"]
    about = _("What buyers paid or owe, less what was declined, refused or returned.")
    legend = [_("With a star"), _("Without a star")]
    bars = [
        (row.label, [row.cells[3].value, row.cells[2].value - row.cells[3].value])
        for row in rows[:-1]
    ]
    chart = Bars(legend, bars) if bars else None
    return Table("sales", _("Sales by channel"), about, heads, rows, chart)


def _sold(row: dict, records: dict) -> list[Cell]:
    records = {"kind": ["sale"]} | records
    columns = ("purchases", "quantity", "amount")
    share = Cell(_percent(row["certified"], row["amount"]))
    starred = Cell(row["certified"], records | {"mark": ["star"]})
    return [*(Cell(row[name], records) for name in columns), starred, share]


def activities(figures: dict) -> Table:
    rows = [
        Row(
            f"{row['code']}:{row['pk']}",
            f"{words.figure(row['code']).capitalize()} ({words.day(row['starts_on'])}–"
            f"{words.day(row['ends_on'])})",
            [Cell(row["value"])],
            row["source"],
        )
        for row in figures["activities"]
    ]
    title = _("Training, fairs and publicity")
    about = _("Typed by the centre, each with its source.")
    return Table("activities", title, about, [_("Number")], rows, None, True)
