"""What a basket costs today, for one destination, and everything that stands in the way.

A quote changes nothing. Its hash covers all that a buyer sees and pays for, so that
`ordering.place` can tell whether what was shown is still true.

Problem codes of a line: those of catalog.selling, sold_out, not_enough (left), no_price. Of a
parcel: no_weight (title), too_heavy (grams), not_fresh_here. Of the quote: empty,
no_province. Notices of a line: lowered (before, after), price_changed (before, now). Of a
method: alcohol, over_ceiling (ceiling), no_account. `str(problem)` is a sentence.
"""

import hashlib
import json
from dataclasses import dataclass, field, replace
from operator import attrgetter

from catalog.certification import Star
from marketplace.kernel.money import whole

from . import offers, payments, shipping, tables, vat
from .problems import Problem
from .tables import Tables

__all__ = ["Parcel", "Problem", "Quote", "QuoteLine", "Star", "quote"]


@dataclass(frozen=True)
class QuoteLine:
    """One line of the basket. Money in whole dong, VAT inside.

    problem blocks the order; notices inform, and "lowered" wants the buyer's consent.
    vat is what is inside `amount` at `vat_percent`; None when the day has no rate. row: the
    basket line itself, for ordering.
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
    row: object = field(default=None, repr=False, compare=False)

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
    of lines and parcels too. methods: code -> None, or why it cannot be used. tables: the
    dated tables it was made with.
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
    tables: Tables | None = field(default=None, repr=False, compare=False)
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
    """What this basket costs on `day`. Asks, changes nothing; a constant number of queries.

    language: of the titles, "vi" or "en". province: an AdminUnit of today; without it shipping
    and total are None. method: a code that has to be usable, else its problem is one of the
    quote's.
    """
    dated = tables.of(day)
    lines = _lines(basket, day, language, dated.percents)
    parcels = _parcels(lines, province, dated.bands)
    whole_quote = _sum_up(lines, parcels, province, dated)
    ways = payments.why_not(whole_quote, day=day) if lines else {}
    problems = whole_quote.problems
    if method:
        problem = ways.get(method, Problem("unknown_method"))
        problems += (problem,) if problem else ()
    return replace(whole_quote, methods=ways, problems=problems, hash=_hash(whole_quote, province))


def load(basket) -> None:
    """Read the lines of a basket once, with all that a quote and an order ask of them."""
    basket._lines = basket.lines.select_related(
        "product__product_class",
        "product__facts__producer__place__commune",
        "product__facts__producer__store",
        "stockrecord__partner",
        "seen",
    ).order_by("pk")


def _lines(basket, day, language, percents) -> list[QuoteLine]:
    if not basket.pk:
        return []
    load(basket)
    rows = list(basket.all_lines())
    ids = [row.product_id for row in rows]
    asked = basket.strategy.ask(ids)
    offers.apply(basket)
    return [_line(row, asked[row.product_id], percents, language) for row in rows]


def _line(row, asked, percents, language) -> QuoteLine:
    facts = row.product.facts
    title, title_language = _title(row.product, facts, language)
    price = row.unit_price_incl_tax
    full = whole(row.line_price_incl_tax) if price is not None else 0
    amount = full - whole(row.discount_value)
    percent = percents.get(vat.kind_of(facts))
    return QuoteLine(
        line_id=row.pk,
        product_id=row.product_id,
        producer_id=facts.producer_id,
        title=title,
        title_language=title_language,
        url=row.product.get_absolute_url(),
        quantity=row.quantity,
        available=0 if asked.block else asked.available,
        unit_price=whole(price or 0),
        full_amount=full,
        amount=amount,
        vat=None if percent is None else vat.inside(amount, percent),
        vat_percent=percent,
        weight_g=facts.parcel_weight_g and facts.parcel_weight_g * row.quantity,
        star=asked.star,
        problem=_line_problem(row, asked, price),
        notices=tuple(_notices(getattr(row, "seen", None), asked.star, price)),
        is_alcohol=facts.is_alcohol,
        is_fresh=facts.is_live or facts.needs_cold_chain,
        row=row,
    )


def _title(product, facts, language) -> tuple[str, str]:
    if language == "en" and facts.title_en:
        return facts.title_en, "en"
    return product.title, "vi"


def _line_problem(row, asked, price) -> Problem | None:
    if asked.block:
        return Problem(asked.block.code, {"date": asked.block.date})
    if price is None:
        return Problem("no_price")
    if not asked.available:
        return Problem("sold_out")
    if row.quantity > asked.available:
        return Problem("not_enough", {"left": asked.available})
    return None


def _notices(seen, star, price):
    if seen is None:
        return
    if star and seen.stars and star.stars < seen.stars:
        yield Problem("lowered", {"before": seen.stars, "after": star.stars})
    if price is not None and whole(price) != seen.price:
        yield Problem("price_changed", {"before": seen.price, "now": whole(price)})


def _parcels(lines, province, bands) -> list[Parcel]:
    by_producer: dict[int, list[QuoteLine]] = {}
    for line in lines:
        by_producer.setdefault(line.producer_id, []).append(line)
    fresh = [line.producer_id for line in lines if line.is_fresh]
    zones = shipping.fresh_zones(fresh) if fresh else set()
    return [_parcel(tuple(own), province, bands, zones) for own in by_producer.values()]


def _parcel(lines, province, bands, fresh_zones) -> Parcel:
    producer = lines[0].row.product.facts.producer
    weights = [line.weight_g for line in lines]
    weight = sum(weights) if all(weights) else None
    origin_id = producer.place.commune.parent_id
    zone = bands.zone(origin_id, province.pk) if province else None
    price = bands.price(zone, weight) if zone and weight else None
    return Parcel(
        producer_id=producer.pk,
        producer=producer.trade_name,
        producer_url=producer.get_absolute_url(),
        lines=lines,
        goods=sum(line.amount for line in lines),
        shipping=price,
        weight_g=weight,
        zone=zone,
        problem=_parcel_problem(lines, weight, zone, price, fresh_zones),
    )


def _parcel_problem(lines, weight, zone, price, fresh_zones) -> Problem | None:
    if weight is None:
        title = next(line.title for line in lines if not line.weight_g)
        return Problem("no_weight", {"title": title})
    if zone is None:
        return None
    if any(line.is_fresh and (line.producer_id, zone) not in fresh_zones for line in lines):
        return Problem("not_fresh_here")
    return Problem("too_heavy", {"grams": weight}) if price is None else None


def _sum_up(lines, parcels, province, dated) -> Quote:
    goods = sum(line.full_amount for line in lines)
    discount = sum(line.discount for line in lines)
    prices = [parcel.shipping for parcel in parcels]
    sending = sum(prices) if province and None not in prices else None
    problems = [item.problem for item in (*lines, *parcels) if item.problem]
    if not lines:
        problems.append(Problem("empty"))
    elif province is None:
        problems.append(Problem("no_province"))
    return Quote(
        lines=tuple(lines),
        parcels=tuple(parcels),
        goods=goods,
        discount=discount,
        shipping=sending,
        total=None if sending is None else goods - discount + sending,
        vat=sum(line.vat or 0 for line in lines),
        problems=tuple(problems),
        needs_age=any(line.is_alcohol for line in lines),
        tables=dated,
    )


_SHOWN = attrgetter("product_id", "quantity", "unit_price", "amount", "vat", "vat_percent")


def _hash(quote: Quote, province) -> str:
    """One key for all a buyer sees and pays for; the same in every process and language."""
    shown = {
        "lines": [[*_SHOWN(line), *_star(line.star)] for line in quote.lines],
        "parcels": [
            [parcel.producer_id, parcel.zone, parcel.shipping, parcel.goods]
            for parcel in quote.parcels
        ],
        "sums": [quote.goods, quote.discount, quote.shipping, quote.total],
        "province": province.pk if province else None,
    }
    return hashlib.sha256(json.dumps(shown, sort_keys=True).encode()).hexdigest()


def _star(star: Star | None) -> tuple:
    return (star.stars, star.certification_id, star.is_potential_five_star) if star else ()
