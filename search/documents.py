"""Products as documents: read in bulk, a constant number of queries for any number of them."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import F
from oscar.apps.partner.models import StockRecord

from catalog.certification.asks import COUNTED
from catalog.certification.validity import last_day
from catalog.models import (
    AdminSuccession,
    AdminUnit,
    ProductFacts,
    ProductStatus,
    StarCertification,
)
from marketplace.kernel import clock
from showrooms.models import StockBalance

from .query import Doc, Gone, Interval, Room
from .versions import next_version

CHUNK = 500
Status = StarCertification.Status
_TAG = re.compile(r"<[^>]*>")


def build(kind: str, refs: Iterable[int]) -> list[Doc | Gone]:
    """What the index has to know of these now; what nobody may find is Gone."""
    wanted = list(refs)
    version = next_version()
    found = {doc.ref: doc for doc in _MAKERS[kind](wanted, version)}
    return [found.get(ref) or Gone(kind, ref, version) for ref in wanted]


def build_all() -> Iterator[Doc]:
    """Every document, chunk by chunk, each with a version older than its data."""
    last = 0
    while True:
        facts = ProductFacts.objects.filter(pk__gt=last).order_by("pk")
        refs = list(facts.values_list("pk", flat=True)[:CHUNK])
        if not refs:
            return
        yield from (doc for doc in build("product", refs) if isinstance(doc, Doc))
        last = refs[-1]


def _products(refs: list[int], version: int) -> Iterator[Doc]:
    facts = list(_shown(refs))
    certificates = _grouped(_certificates(refs), "product_id")
    goods = _grouped(_goods(refs), "product_id")
    prices = dict(StockRecord.objects.filter(product__in=refs).values_list("product", "price"))
    old = _old_names({fact.producer.place.commune_id for fact in facts})
    for fact in facts:
        shown_until = _shown_until(certificates[fact.pk])
        if shown_until:
            yield Doc(
                kind="product",
                ref=fact.pk,
                version=version,
                names=_names(fact, old[fact.producer.place.commune_id]),
                price=None if prices.get(fact.pk) is None else int(prices[fact.pk]),
                stars=_stars(certificates[fact.pk]),
                shown_until=shown_until,
                **_words(fact),
                **_facets(fact),
                **_stock(goods[fact.pk], fact.producer_id),
            )


_MAKERS = {"product": _products}


def _shown(refs: list[int]):
    return (
        ProductFacts.objects.filter(pk__in=refs, product__is_public=True, producer__is_active=True)
        .exclude(status=ProductStatus.HIDDEN)
        .select_related(
            "product",
            "group",
            "set",
            "producer__place__commune__parent",
            "producer__place__legacy_commune__parent__parent",
        )
    )


def _words(fact: ProductFacts) -> dict:
    parts = [
        fact.summary,
        fact.product.description,
        fact.ingredients,
        fact.group.name,
        fact.set.name if fact.set else "",
        fact.summary_en,
        fact.description_en,
        fact.ingredients_en,
        fact.group.name_en,
        fact.set.name_en if fact.set else "",
    ]
    body = _TAG.sub(" ", " ".join(filter(None, parts)))
    return {"title": fact.product.title, "title_en": fact.title_en, "body": body}


def _facets(fact: ProductFacts) -> dict:
    commune = fact.producer.place.commune
    return {
        "group": fact.group.identifier,
        "commune": commune.code,
        "province": commune.parent.code if commune.parent else commune.code,
        "producer": fact.producer.slug,
        "published": clock.day_of(fact.product.date_created),
    }


def _names(fact: ProductFacts, old: set[str]) -> str:
    """Who made it and where, today and before July 2025."""
    maker, place = fact.producer, fact.producer.place
    legacy = place.legacy_commune
    before = {unit.name for unit in _upwards(legacy)} if legacy else old
    names = [maker.trade_name, maker.legal_name, *maker.former_names, place.hamlet]
    names += [unit.name for unit in _upwards(place.commune)]
    return " · ".join(dict.fromkeys(filter(None, [*names, *sorted(before)])))


def _old_names(communes: set[int]) -> dict[int, set[str]]:
    """The names of what each commune was made of, with their districts and provinces."""
    found: dict[int, set[str]] = defaultdict(set)
    rows = AdminSuccession.objects.filter(new__in=communes)
    for row in rows.select_related("old__parent__parent"):
        found[row.new_id] |= {unit.name for unit in _upwards(row.old)}
    return found


def _upwards(unit: AdminUnit | None) -> Iterator[AdminUnit]:
    while unit:
        yield unit
        unit = unit.parent


def _certificates(refs: list[int]):
    counted = StarCertification.objects.filter(
        product__in=refs, status__in=[*COUNTED, Status.SUSPENDED]
    )
    return counted.order_by("effective_on", "pk")


def _stars(rows: list[StarCertification]) -> tuple[Interval, ...]:
    intervals = [
        Interval(row.effective_on, last_day(row), row.stars)
        for row in rows
        if row.status in COUNTED
    ]
    return tuple(star for star in intervals if star.since <= star.until)


def _shown_until(rows: list[StarCertification]) -> date | None:
    """The last day on which the product may be found; None when it may not be found at all.

    What was suspended, or revoked for safety or fraud, is not offered to anybody (domain.md 6.4).
    """
    newest = rows[-1] if rows else None
    if newest is None or newest.status not in (Status.SUSPENDED, Status.REVOKED):
        return date.max
    if newest.status == Status.SUSPENDED:
        return None
    is_unsafe = newest.revocation_reason in StarCertification.SAFETY_REASONS
    return last_day(newest) if is_unsafe else date.max


def _goods(refs: list[int]):
    """What is free on shelves; what the calendar does to it is left to the question."""
    free = StockBalance.objects.filter(batch__product__in=refs, on_hand__gt=F("held"))
    return free.select_related("batch", "place__showroom").annotate(
        product_id=F("batch__product_id")
    )


def _stock(balances: list[StockBalance], producer_id: int) -> dict:
    own, rooms = [], {}
    for balance in balances:
        until = balance.batch.best_before or date.max
        if balance.place.producer_id == producer_id:
            own.append(until)
        elif balance.place.showroom and balance.place.showroom.is_open:
            slug = balance.place.showroom.slug
            rooms[slug] = max(until, rooms.get(slug, date.min))
    return {
        "stock_until": max(own, default=None),
        "showrooms": tuple(Room(slug, until) for slug, until in sorted(rooms.items())),
    }


def _grouped(rows: Iterable, key: str) -> dict[int, list]:
    found = defaultdict(list)
    for row in rows:
        found[getattr(row, key)].append(row)
    return found
