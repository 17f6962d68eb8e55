"""Sums that have to agree before a report may be final.

Each check reads figures (see tally) and yields what does not agree, with both numbers. What a
paper states is kept as it states it: the contradiction is told, never mended.
"""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from .lines import STARS, UNKNOWN

PARTS = ("entered_first", "entered_upgrade", "entered_again")
REACHED = {"3": "reached_3", "4": "reached_4", "4p": "reached_4p", "5": "reached_5"}
BELOW = ("two_stars", "one_star")
STATED = {
    "stated_certified": ("closing", "products"),
    "stated_producers": ("closing", "producers"),
    "stated_reached": ("awards", "all", "products"),
}


class Contradiction(NamedTuple):
    """Two numbers that should agree. about: what they are of, for the sentence."""

    code: str
    first: int
    second: int
    about: str = ""


def contradictions(figures: dict) -> list[Contradiction]:
    """All that does not agree, in the order in which it is told."""
    return [found for check in CHECKS for found in check(figures)]


def tables(figures: dict) -> Iterator[Contradiction]:
    """The same products by star, by group, by legal form and by place."""
    closing, all_of = figures["closing"], figures["closing"]["products"]
    parts = {"stars": sum(closing[star] for star in STARS)}
    for name in ("groups", "forms", "places"):
        parts[name] = _sum(figures[name], "products", named=not _may_be_unknown(name, figures))
    for name, told in parts.items():
        if told != all_of:
            yield Contradiction(name, all_of, told)
    makers = _sum(figures["forms"], "producers", named=True)
    if makers != closing["producers"]:
        yield Contradiction("producers", closing["producers"], makers)


def _may_be_unknown(name: str, figures: dict) -> bool:
    """Inside a province a district may be unknown; which province it is may not."""
    return name == "places" and bool(figures["frame"]["area"])


def _sum(rows: dict[str, dict], column: str, *, named: bool) -> int:
    return sum(row[column] for key, row in rows.items() if key != UNKNOWN or not named)


def register(figures: dict) -> Iterator[Contradiction]:
    """What was counted is what the register says, each product once and each in its place."""
    counted = figures["register"]
    if counted["twice"]:
        products = figures["closing"]["products"]
        yield Contradiction("twice", products, products - counted["twice"])
    elif counted["seen"] != counted["register"]:
        yield Contradiction("register", counted["seen"], counted["register"])
    if counted["unplaced"]:
        placed = figures["closing"]["products"]
        yield Contradiction("unplaced", placed + counted["unplaced"], placed)


def balance(figures: dict) -> Iterator[Contradiction]:
    """What there was, with what came and without what went, is what there is."""
    came = figures["awards"]["new"]["products"] + figures["gap"]
    went = figures["ends"]["revoked"]["products"] + figures["ends"]["expired"]["products"]
    expected = figures["opening"]["products"] + came - went
    if expected != figures["closing"]["products"]:
        yield Contradiction("balance", expected, figures["closing"]["products"])


def previous(figures: dict) -> Iterator[Contradiction]:
    """The final report before this one ended with what this one begins with."""
    before = figures.get("before")
    for column in (*STARS, "products") if before else ():
        if before[column] != figures["opening"][column]:
            yield Contradiction("previous", before[column], figures["opening"][column], column)


def rounds(figures: dict) -> Iterator[Contradiction]:
    """Each round adds up, and none is told twice."""
    for told in figures["rounds"]:
        yield from _parts(told, "round_parts", "entered", PARTS)
        yield from _parts(
            told, "round_producers", "producers", ("producers_first", "producers_returning")
        )
        outcome = sum(told[name] or 0 for name in (*REACHED.values(), *BELOW))
        if outcome > told["entered"]:
            yield Contradiction("round_outcome", told["entered"], outcome, told["name"])
    days = Counter((told["name"], told["on"], *told["area"]) for told in figures["rounds"])
    for (name, *_when_and_where), count in days.items():
        if count > 1:
            yield Contradiction("round_twice", count, 1, name)


def _parts(told: dict, code: str, whole: str, parts: tuple[str, ...]) -> Iterator[Contradiction]:
    """Parts make the whole; where some are not told they are at most the whole."""
    known = [told[name] for name in parts if told[name] is not None]
    if told[whole] is None or not known:
        return
    told_all = len(known) == len(parts) or sum(known) > told[whole]
    if told_all and sum(known) != told[whole]:
        yield Contradiction(code, told[whole], sum(known), told["name"])


def reached(figures: dict) -> Iterator[Contradiction]:
    """What the rounds say was reached is what the register counted in the period."""
    counted, told = figures["awards"], figures["rounds"]
    for star, name in REACHED.items():
        stated = _all_told(told, name)
        if stated is not None and stated != counted["all"][star]:
            yield Contradiction("reached", stated, counted["all"][star], star)
    entered = _all_told(told, "entered")
    if entered is not None and entered < counted["all"]["products"]:
        yield Contradiction("entered", entered, counted["all"]["products"])
    raised = _all_told(told, "entered_upgrade")
    if raised is not None and raised < counted["upgraded"]["products"]:
        yield Contradiction("upgrades", raised, counted["upgraded"]["products"])


def _all_told(rounds: list[dict], name: str) -> int | None:
    """The sum over all rounds, or None when one of them does not tell it."""
    values = [told[name] for told in rounds]
    return sum(values) if values and None not in values else None


def stated(figures: dict) -> Iterator[Contradiction]:
    """What a paper states for the end is what was counted."""
    for row in figures["stated"]:
        counted = figures
        for key in STATED[row["code"]]:
            counted = counted[key]
        if row["value"] != counted:
            yield Contradiction("stated", row["value"], counted, row["code"])


def ranges(figures: dict) -> Iterator[Contradiction]:
    """ "6 to 8", never "8 to 6"; a share is at most 100 %."""
    for row in [*figures["targets"], *figures["stated"], *figures["activities"]]:
        if row["up_to"] is not None and row["up_to"] < row["value"]:
            yield Contradiction("range", row["value"], row["up_to"], row["code"])
        if row["code"] == "target_share" and row["value"] > 100:
            yield Contradiction("share", row["value"], 100, row["code"])


def channels(figures: dict) -> Iterator[Contradiction]:
    """The sales of a channel are what it says it sold, and what had a star is a part of it."""
    for channel, (listed, said) in figures["said"].items():
        if listed != said:
            yield Contradiction("channel", listed, said, channel)
    for channel, sold in figures["sales"].items():
        if sold["certified"] > sold["amount"]:
            yield Contradiction("certified", sold["amount"], sold["certified"], channel)


def negative(figures: dict) -> Iterator[Contradiction]:
    """Nothing is counted below nothing."""
    typed = [row for name in ("targets", "stated", "activities") for row in figures[name]]
    for row in typed:
        if row["value"] < 0:
            yield Contradiction("negative", row["value"], 0, row["code"])
    for told in figures["rounds"]:
        for name, value in told.items():
            if name != "pk" and isinstance(value, int) and value < 0:
                yield Contradiction("negative", value, 0, told["name"])
    for channel, sold in figures["sales"].items():
        if min(sold.values()) < 0:
            yield Contradiction("negative", min(sold.values()), 0, channel)


CHECKS = (
    tables,
    register,
    balance,
    previous,
    rounds,
    reached,
    stated,
    ranges,
    channels,
    negative,
)
