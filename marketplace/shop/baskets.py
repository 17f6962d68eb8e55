"""DOOR of baskets: what goes into one, how many, and which voucher.

Remembers with each line which star and price the buyer was shown (BasketLineSeen).
"""

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.db.models import F, Sum
from oscar.apps.voucher.models import Voucher

from marketplace.kernel.money import whole

from . import offer_uses
from .errors import CannotAdd, VoucherRefused
from .models import BasketLineSeen, OfferTerms
from .problems import Problem


@transaction.atomic
def add(basket, product, quantity: int = 1):
    """Put so many more into the basket; returns the line. Raises CannotAdd.

    Two clicks at once are two jars: a line that is there grows by an UPDATE.
    """
    info = basket.strategy.fetch_for_product(product)
    asked = basket.strategy.ask([product.pk])[product.pk]
    if asked.block:
        raise CannotAdd(Problem(asked.block.code, {"date": asked.block.date}))
    if not info.price.exists:
        raise CannotAdd(Problem("no_price"))
    if basket.pk:
        line, wanted = _grow(basket, product, quantity, info)
        _refuse_crowd(basket)
    else:
        # Nobody else knows a basket that is not saved yet.
        _refuse_more_than_most(quantity)
        basket.save()
        line, wanted = _begin(basket, product, quantity, info), quantity
    _refuse_beyond(wanted, asked.available)
    _remember(line, asked.star, info.price)
    basket.reset_offer_applications()
    return line


@transaction.atomic
def set_quantities(basket, quantities: dict[int, int]) -> None:
    """Set the quantity of lines, by line id; 0 takes a line out. Raises CannotAdd.

    A quantity may always be lowered, also where fewer than that are left.
    """
    lines = {line.pk: line for line in basket.lines.filter(pk__in=quantities)}
    asked = basket.strategy.ask(line.product_id for line in lines.values())
    for pk, line in sorted(lines.items()):
        if quantities[pk] <= 0:
            line.delete()
        elif quantities[pk] != line.quantity:
            if quantities[pk] > line.quantity:
                _refuse_beyond(quantities[pk], asked[line.product_id].available)
            basket.lines.filter(pk=pk).update(quantity=quantities[pk])
    _refuse_crowd(basket)
    basket.reset_offer_applications()


def use_voucher(basket, code: str) -> Voucher:
    """Attach a voucher to the basket; returns it. Raises VoucherRefused."""
    voucher = Voucher.objects.filter(code__iexact=code.strip()).first()
    if voucher is None:
        raise VoucherRefused(Problem("voucher_unknown"))
    if not voucher.is_active():
        raise VoucherRefused(Problem("voucher_not_now"))
    if offer_uses.used_up(OfferTerms.objects.filter(offer__vouchers=voucher)):
        raise VoucherRefused(Problem("voucher_used_up"))
    free, _ = voucher.is_available_to_user(basket.owner or AnonymousUser())
    if not free:
        raise VoucherRefused(Problem("voucher_used"))
    if not basket.pk:
        basket.save()
    basket.vouchers.add(voucher)
    basket.reset_offer_applications()
    return voucher


def drop_voucher(basket, code: str) -> None:
    """Take a voucher off the basket; one that is not there is no error."""
    if basket.pk:
        basket.vouchers.remove(*basket.vouchers.filter(code__iexact=code.strip()))
        basket.reset_offer_applications()


def _grow(basket, product, quantity, info):
    """The line of the product, and how many it holds now."""
    same = basket.lines.filter(line_reference=_reference(product, info))
    if not same.update(quantity=F("quantity") + quantity):
        try:
            with transaction.atomic():
                return _begin(basket, product, quantity, info), quantity
        except IntegrityError:
            # Another click made the line between the look and this.
            same.update(quantity=F("quantity") + quantity)
    line = same.get()
    return line, line.quantity


def _begin(basket, product, quantity, info):
    return basket.lines.create(
        line_reference=_reference(product, info),
        product=product,
        stockrecord=info.stockrecord,
        quantity=quantity,
        price_excl_tax=info.price.excl_tax,
        price_incl_tax=info.price.incl_tax,
        price_currency=info.price.currency,
    )


def _reference(product, info) -> str:
    """Oscar's own: it merges two baskets by it."""
    return f"{product.pk}_{info.stockrecord.pk}"


def _remember(line, star, price) -> None:
    seen = BasketLineSeen(line=line, stars=star and star.stars, price=whole(price.incl_tax))
    BasketLineSeen.objects.bulk_create(
        [seen], update_conflicts=True, unique_fields=["line"], update_fields=["stars", "price"]
    )


def _refuse_beyond(wanted: int, available: int) -> None:
    if not available:
        raise CannotAdd(Problem("sold_out"))
    if wanted > available:
        raise CannotAdd(Problem("not_enough", {"left": available}))


def _refuse_crowd(basket) -> None:
    _refuse_more_than_most(basket.lines.aggregate(all=Sum("quantity"))["all"] or 0)


def _refuse_more_than_most(quantity: int) -> None:
    most = settings.OSCAR_MAX_BASKET_QUANTITY_THRESHOLD
    if quantity > most:
        raise CannotAdd(Problem("too_many", {"most": most}))
