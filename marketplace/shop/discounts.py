"""DOOR of discounts: offers for everybody and vouchers with a code, each for a span of days.

Of two discounts one article gets one: a voucher first, and offers without a code never touch the
same goods on the same day. What was ordered under a discount keeps it.
"""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from oscar.apps.offer.models import Benefit, Condition, ConditionalOffer
from oscar.apps.voucher.models import Voucher
from wagtail.log_actions import log

from catalog.models import Producer, ProductFacts
from marketplace.kernel import clock

from . import offers
from .errors import InThePast, NotNow, Taken, TouchesAnother
from .house_rules import one_at_a_time
from .models import OfferTerms

Scope = OfferTerms.Scope
VOUCHERS_FIRST = 10
HERE = "marketplace.shop.models.scopes"


@dataclass(frozen=True)
class Discount:
    """What an officer wants. percent or dong: one of them; code: empty for everybody.

    Days are included. products: ids, for their scope only. None limits nothing.
    """

    name: str
    scope: str
    payer: str
    first_day: datetime.date
    last_day: datetime.date
    percent: int | None = None
    dong: int | None = None
    code: str = ""
    producer: Producer | None = None
    products: tuple[int, ...] = ()
    minimum: int = 0
    max_uses: int | None = None
    max_uses_per_phone: int | None = None


@transaction.atomic
def open_discount(wanted: Discount, *, by) -> OfferTerms:
    """Let buyers have a discount from its first day on.

    Raises InThePast, Taken (name or code), TouchesAnother.
    """
    if wanted.first_day < clock.today():
        raise InThePast(wanted.first_day)
    one_at_a_time()
    _refuse_taken(wanted)
    if not wanted.code:
        _refuse_touching(wanted)
    offer = _offer(wanted)
    if wanted.code:
        _voucher(wanted, offer)
    terms = OfferTerms.objects.create(
        offer=offer,
        scope=wanted.scope,
        producer=wanted.producer,
        minimum=wanted.minimum,
        payer=wanted.payer,
        first_day=wanted.first_day,
        last_day=wanted.last_day,
        max_uses=wanted.max_uses,
        max_uses_per_phone=wanted.max_uses_per_phone,
        created_by=by,
    )
    terms.products.set(wanted.products)
    log(terms, "wagtail.create", user=by)
    return terms


@transaction.atomic
def end_now(terms: OfferTerms, *, by) -> None:
    """Take a discount off sale at once; orders keep what they were given. Raises NotNow."""
    now = clock.now()
    living = OfferTerms.objects.filter(pk=terms.pk, ended_at=None, last_day__gte=clock.today())
    if not living.update(ended_at=now, ended_by=by):
        raise NotNow("over")
    offer = ConditionalOffer.objects.filter(pk=terms.pk)
    offer.update(end_datetime=now, status=ConditionalOffer.SUSPENDED)
    Voucher.objects.filter(offers=terms.pk).update(end_datetime=now)
    log(terms, "wagtail.edit", user=by)


def _refuse_taken(wanted: Discount) -> None:
    if ConditionalOffer.objects.filter(name__iexact=wanted.name).exists():
        raise Taken("name", wanted.name)
    if wanted.code and Voucher.objects.filter(code__iexact=wanted.code).exists():
        raise Taken("code", wanted.code)


def _refuse_touching(wanted: Discount) -> None:
    """Two offers for everybody on the same goods and days: nobody could say which one holds."""
    others = OfferTerms.objects.filter(
        offer__offer_type=ConditionalOffer.SITE,
        ended_at=None,
        first_day__lte=wanted.last_day,
        last_day__gte=wanted.first_day,
    )
    for other in others.select_related("offer").prefetch_related("products"):
        theirs = {product.pk for product in other.products.all()}
        if _touch((wanted.scope, wanted.producer, set(wanted.products)), other, theirs):
            raise TouchesAnother(other)


def _touch(mine: tuple, other: OfferTerms, theirs: set[int]) -> bool:
    scope, producer, products = mine
    if Scope.ALL in (scope, other.scope):
        return True
    if scope == other.scope == Scope.PRODUCER:
        return producer == other.producer
    if scope == other.scope:
        return bool(products & theirs)
    makers, goods = (producer, theirs) if scope == Scope.PRODUCER else (other.producer, products)
    return ProductFacts.objects.filter(producer=makers, pk__in=goods).exists()


def _offer(wanted: Discount) -> ConditionalOffer:
    condition = Condition.objects.create(
        proxy_class=f"{HERE}.MinimumOfGoods", value=Decimal(wanted.minimum)
    )
    kind = "PercentOffGoods" if wanted.percent else "DongOffGoods"
    benefit = Benefit.objects.create(
        proxy_class=f"{HERE}.{kind}", value=Decimal(wanted.percent or wanted.dong)
    )
    begins, ends = _span(wanted)
    return ConditionalOffer.objects.create(
        name=wanted.name,
        offer_type=ConditionalOffer.VOUCHER if wanted.code else ConditionalOffer.SITE,
        condition=condition,
        benefit=benefit,
        priority=VOUCHERS_FIRST if wanted.code else 0,
        max_basket_applications=1,
        start_datetime=begins,
        end_datetime=ends,
    )


def _voucher(wanted: Discount, offer: ConditionalOffer) -> None:
    begins, ends = _span(wanted)
    voucher = Voucher.objects.create(
        name=wanted.name,
        code=wanted.code,
        usage=Voucher.MULTI_USE,
        start_datetime=begins,
        end_datetime=ends,
    )
    voucher.offers.add(offer)


def _span(wanted: Discount) -> tuple[datetime.datetime, datetime.datetime]:
    """From the first minute of the first day to the last of the last, in Hà Nội."""
    begins = datetime.datetime.combine(wanted.first_day, datetime.time.min, clock.HANOI)
    return begins, datetime.datetime.combine(wanted.last_day, datetime.time.max, clock.HANOI)


def holding_on(day: datetime.date) -> list[OfferTerms]:
    """The discounts that hold on a day, as far as we know today."""
    found = OfferTerms.objects.filter(first_day__lte=day, last_day__gte=day)
    found = found.select_related("offer__benefit", "producer").order_by("first_day", "pk")
    return [terms for terms in found if offers.holds(terms, day)]
