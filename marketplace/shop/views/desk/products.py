"""The producer's own products: is it on sale, what does it cost, a new price in three taps."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from oscar.apps.catalogue.models import Product

from catalog.certification import stars_of
from catalog.membership import producers_of
from catalog.selling import Block, why_not
from catalog.texts import Text, product_texts
from marketplace.kernel import clock, money
from marketplace.kernel.accounts.roles import producer_required
from marketplace.kernel.money import format_dong
from marketplace.kernel.templatetags.shop_format import lang
from marketplace.shop.forms.desk import PriceForm
from marketplace.shop.pricing import NotAPrice, PriceMoved, SuspiciousPrice, change_price
from showrooms import stock

from .access import at_desk

PER_PAGE = 20


@at_desk
def products(request, producer):
    """Own products with price, stock and what stands against selling them; seven queries."""
    found = _own([producer]).order_by("title", "pk")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "products": _rows(list(page))}
    return render(request, "producer/products.html", context)


@producer_required
@require_POST
def price(request, pk):
    """Set a price; a big step is asked once more, a price that moved meanwhile is shown."""
    product = get_object_or_404(_own(producers_of(request.user).values("pk")), pk=pk)
    form = PriceForm(request.POST)
    if form.is_valid():
        try:
            return _change(request, product, form.cleaned_data)
        except NotAPrice:
            form.add_error("price", _("The price has to be above zero and below 1.000.000.000."))
        except PriceMoved:
            form.add_error("price", _("The price was changed meanwhile. Please look again."))
        except SuspiciousPrice as step:
            asked = {"title": _title(product), "step": step, "percent": _percent(step)}
            return render(request, "producer/price_meant.html", asked)
    context = {"product": product, "form": form, "row": _rows([product])[0]}
    return render(request, "producer/price.html", context)


def _change(request, product, asked):
    new = change_price(
        product,
        price=asked["price"],
        seen=asked["seen"],
        meant=asked["meant"],
        by=request.user,
    )
    said = format_dong(new.after, get_language() or "vi")
    messages.success(request, _now_costs(product, said))
    return redirect("producer_products")


def _now_costs(product, said: str) -> str:
    title = _title(product)
    title = format_html("<span{}>{}</span>", lang(title), title)
    return format_html(_("{product} now costs {price}."), product=title, price=said)


def _title(product) -> Text:
    return product_texts(product, get_language() or "vi")["title"]


def _percent(step: SuspiciousPrice) -> int:
    return abs(step.wanted - step.before) * 100 // step.before


def _own(producers):
    return (
        Product.objects.filter(facts__producer__in=producers)
        .select_related("facts")
        .prefetch_related("stockrecords")
    )


def _rows(found: list[Product]) -> list[dict]:
    ids, today = [product.pk for product in found], clock.today()
    blocks, stars = why_not(ids, today), stars_of(ids, today)
    free = stock.available(ids, today, stock.SHIP)
    return [
        {
            "product": product,
            "title": _title(product),
            "price": _price(product),
            "typed": f"{_price(product) or 0:,}".replace(",", "."),
            "available": free.get(product.pk, 0),
            "star": stars.get(product.pk),
            "on_sale": _is_on_sale(product, blocks, free),
            "because": _because(product, blocks.get(product.pk), free.get(product.pk, 0)),
        }
        for product in found
    ]


def _price(product) -> int | None:
    record = next(iter(product.stockrecords.all()), None)
    return None if record is None or record.price is None else money.whole(record.price)


def _is_on_sale(product, blocks, free) -> bool:
    return product.pk not in blocks and bool(free.get(product.pk)) and bool(_price(product))


def _because(product, block: Block | None, available: int) -> str:
    if block:
        day = date_format(block.date, "d/m/Y") if block.date else ""
        return _BLOCKS[block.code](day)
    if not _price(product):
        return _("it has no price yet")
    return "" if available else _("nothing is left in your store")


_BLOCKS = {
    "no_star": lambda day: _("it has no star certificate"),
    "not_yet": lambda day: _("its star begins on %s") % day,
    "expired": lambda day: _("its star ended on %s") % day,
    "revoked": lambda day: _("its star was revoked from %s") % day,
    "safety": lambda day: _("it was withdrawn for safety reasons from %s") % day,
    "suspended": lambda day: _("its star is suspended"),
    "hidden": lambda day: _("the trade promotion centre has hidden it"),
    "medicine": lambda day: _("medicine is shown but not sold here"),
    "service": lambda day: _("a service cannot be sent"),
}
