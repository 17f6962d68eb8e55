"""Everything that keeps a product from being ordered, for many products in one query.

The same rules as catalog.selling and the quote, written for the database, so that a list can be
narrowed to one of them.
"""

import datetime

from django.db.models import (
    BooleanField,
    Exists,
    ExpressionWrapper,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from oscar.apps.catalogue.models import Product
from oscar.apps.partner.models import StockRecord

from catalog.certification.asks import COUNTED
from catalog.certification.validity import LAST_DAY
from catalog.models import ProductPhoto, ProductStatus, StarCertification
from showrooms.stock import SHIP
from showrooms.stock.asks import free_goods

from .models import FreshZone
from .shipping import bands

Status = StarCertification.Status
# In the order in which a person would cure them.
BLOCKS = (
    "inactive",
    "hidden",
    "medicine",
    "service",
    "no_star",
    "not_yet",
    "expired",
    "revoked",
    "suspended",
    "no_price",
    "no_stock",
    "no_weight",
    "too_heavy",
    "no_tariff",
    "no_fresh_zone",
)
# Nothing is stopped by these; the page is poorer.
GAPS = ("no_photo", "no_english")
CODES = BLOCKS + GAPS
# The codes that a certificate answers for.
OF_STARS = ("no_star", "not_yet", "expired", "revoked", "suspended")


def products_with_obstacles(day: datetime.date) -> QuerySet[Product]:
    """Products with `dong`, a boolean for each of CODES, and `is_on_sale`: none of BLOCKS.

    Two queries are asked at once, for the bands of the day; the products are one. Of a long
    list, narrow products_by_obstacle() and ask this for one page of it.
    """
    return _products().annotate(**_asked(day)).annotate(**_said(day))


def products_by_obstacle(day: datetime.date) -> QuerySet[Product]:
    """Products to be narrowed, counted and ordered by the same names, none of which is read."""
    return _products().alias(**_asked(day)).alias(**_said(day))


def codes_of(product: Product, of=CODES) -> list[str]:
    """Which of these stand against a product of products_with_obstacles()."""
    return [code for code in of if getattr(product, code)]


def _products() -> QuerySet[Product]:
    return Product.objects.filter(facts__isnull=False)


def _asked(day) -> dict:
    """What the rules look at."""
    me = OuterRef("pk")
    verified = StarCertification.objects.filter(
        product=me, status__in=[*COUNTED, Status.SUSPENDED]
    ).alias(last_day=LAST_DAY)
    in_force = verified.filter(status__in=COUNTED, effective_on__lte=day, last_day__gte=day)
    newest = verified.order_by("-effective_on", "-pk")
    price = StockRecord.objects.filter(product=me).order_by("pk").values("price")[:1]
    return {
        "dong": Subquery(price),
        "has_star": Exists(in_force),
        "last_status": Subquery(newest.values("status")[:1]),
        "last_begins": Subquery(newest.values("effective_on")[:1]),
        "has_goods": Exists(free_goods(day, SHIP).filter(batch__product=me)),
        "has_photo": Exists(ProductPhoto.objects.filter(product=me)),
        "sends_fresh": Exists(FreshZone.objects.filter(producer=OuterRef("facts__producer"))),
    }


def _said(day) -> dict:
    """What the rules answer."""
    rules = _rules(day, _heaviest(day))
    on_sale = ~Q(*(rules[code] for code in BLOCKS), _connector=Q.OR)
    return {code: _boolean(rules[code]) for code in CODES} | {"is_on_sale": _boolean(on_sale)}


def _rules(day, heaviest: int | None) -> dict[str, Q]:
    sent = Q(facts__is_medicine=False, facts__is_service=False)
    ended = Q(has_star=False)
    held = ended & Q(last_status__in=[Status.VALID, Status.SUPERSEDED])
    fresh = Q(facts__is_live=True) | Q(facts__needs_cold_chain=True)
    nothing, everything = Q(pk__isnull=True), Q(pk__isnull=False)
    return {
        "inactive": Q(facts__producer__is_active=False),
        "hidden": Q(facts__status=ProductStatus.HIDDEN),
        "medicine": Q(facts__is_medicine=True),
        "service": Q(facts__is_service=True),
        "no_star": ended & Q(last_status__isnull=True),
        "not_yet": held & Q(last_begins__gt=day),
        "expired": held & Q(last_begins__lte=day),
        "revoked": ended & Q(last_status=Status.REVOKED),
        "suspended": ended & Q(last_status=Status.SUSPENDED),
        "no_price": Q(dong__isnull=True),
        "no_stock": sent & Q(has_goods=False),
        "no_weight": sent & Q(facts__parcel_weight_g__isnull=True),
        "too_heavy": sent & Q(facts__parcel_weight_g__gt=heaviest) if heaviest else nothing,
        "no_tariff": nothing if heaviest else everything,
        "no_fresh_zone": sent & fresh & Q(sends_fresh=False),
        "no_photo": Q(has_photo=False),
        "no_english": Q(facts__title_en=""),
    }


def _heaviest(day) -> int | None:
    """The weight of the last band of any zone, in grams; None where nothing can be sent."""
    return max((rows[-1][0] for rows in bands(day).prices.values() if rows), default=None)


def _boolean(rule: Q) -> ExpressionWrapper:
    return ExpressionWrapper(rule, output_field=BooleanField())
