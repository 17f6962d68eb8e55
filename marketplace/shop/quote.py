"""What a basket costs today, for one destination, and everything that stands in the way.

A quote changes nothing. Its hash covers all that a buyer sees and pays for, so that
`ordering.place` can tell whether what was shown is still true.

Problem codes of a line: those of catalog.selling, sold_out, not_enough (left), no_price. Of a
parcel: no_weight (product), too_heavy (grams), not_fresh_here, no_zone. Of the quote: empty,
no_province. Notices of a line: lowered (before, after), price_changed (before, now). Of a
method: alcohol, over_ceiling (ceiling), no_account. `str(problem)` is a sentence.
"""

from dataclasses import dataclass, field

from catalog.certification import Star

from .problems import Problem

__all__ = ["Parcel", "Problem", "Quote", "QuoteLine", "Star", "quote"]


@dataclass(frozen=True)
class QuoteLine:
    """One line of the basket. Money in whole dong, VAT inside.

    problem blocks the order; notices inform, and "lowered" wants the buyer's consent.
    vat is what is inside `amount` at `vat_percent`; None when the day has no rate.
    """

    line_id: int
    product_id: int
    producer_id: int
    title: str
    title_language: str
    url: str
    quantity: int
    available: int
    unit_price: int
    full_amount: int
    amount: int
    vat: int | None = None
    vat_percent: int | None = None
    weight_g: int | None = None
    star: Star | None = None
    problem: Problem | None = None
    notices: tuple[Problem, ...] = ()
    is_alcohol: bool = False
    is_fresh: bool = False
    stock_record: object = None

    @property
    def discount(self) -> int:
        return self.full_amount - self.amount


@dataclass(frozen=True)
class Parcel:
    """What one producer sends. goods: what is paid for its lines, after discounts."""

    producer_id: int
    producer: str
    producer_url: str
    lines: tuple[QuoteLine, ...]
    goods: int
    shipping: int | None
    weight_g: int | None
    zone: str | None
    problem: Problem | None = None

    @property
    def total(self) -> int | None:
        return None if self.shipping is None else self.goods + self.shipping


@dataclass(frozen=True)
class Quote:
    """The whole: goods - discount + shipping = total. shipping and total want a province.

    goods: before discounts. vat: inside the goods after discounts. problems: all that blocks,
    of lines and parcels too. methods: code -> None, or why it cannot be used.
    """

    lines: tuple[QuoteLine, ...]
    parcels: tuple[Parcel, ...]
    goods: int
    discount: int
    shipping: int | None
    total: int | None
    vat: int
    problems: tuple[Problem, ...]
    methods: dict[str, Problem | None] = field(default_factory=dict)
    needs_age: bool = False
    hash: str = ""

    @property
    def ok(self) -> bool:
        return not self.problems

    @property
    def needs_lower_star(self) -> bool:
        return any(notice.code == "lowered" for line in self.lines for notice in line.notices)

    @property
    def needs(self) -> set[str]:
        """The consents (Consent.Purpose) without which this cannot be ordered."""
        return (
            {"terms"}
            | ({"age"} if self.needs_age else set())
            | ({"lower_star"} if self.needs_lower_star else set())
        )


def quote(basket, *, day, language, province=None, method=None) -> Quote:
    """What this basket costs on `day`. Asks, changes nothing.

    language: of the titles, "vi" or "en". province: an AdminUnit of today; without it shipping
    and total are None. method: a code that has to be usable, else its problem is one of the
    quote's.
    """
    raise NotImplementedError
