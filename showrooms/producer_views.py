"""/producer/stock/: own goods in the own store. What is not one's own is absent."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from oscar.apps.catalogue.models import Product

from catalog.membership import chosen_producer, producers_of
from catalog.texts import text
from marketplace.kernel import clock
from marketplace.kernel.accounts.roles import producer_required

from . import stock
from .forms import BatchForm, RecountForm, WriteOffForm
from .models import StockBalance
from .shelf_lists import products_of, state_of, stock_of

PER_PAGE = 30
get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@producer_required
@require_safe
def producer_stock(request):
    """Every product of the chosen producer with its batches; a count is typed right here."""
    producer = chosen_producer(request)
    if producer is None:
        return render(request, "producer/nobody.html", status=403)
    page = Paginator(products_of(producer), PER_PAGE).get_page(request.GET.get("page"))
    products = stock_of(producer, page, clock.today(), get_language() or "vi")
    return render(request, "showrooms/producer_stock.html", {"page": page, "products": products})


@producer_required
@get_or_post
def recount(request, pk):
    """Set what stands in the store to what was counted, unless goods moved meanwhile."""
    balance = _own_balance(request, pk)
    form = RecountForm(request.POST or None, initial=_as_it_stands(balance))
    if form.is_valid():
        try:
            counted = stock.recount(balance=balance, by=request.user, **form.cleaned_data)
        except stock.Recounted as moved:
            form = RecountForm({**form.data.dict(), "expected": moved.balance.on_hand})
            form.full_clean()
            said = _("Goods moved while you counted: %(now)d are on the list now. Count again.")
            form.add_error("counted", said % {"now": moved.balance.on_hand})
        except stock.CountBelowHeld as short:
            said = _("%(held)d are promised to buyers. Decline an order first, or count again.")
            form.add_error("counted", said % {"held": short.balance.held})
        else:
            return _done(request, counted)
    return render(request, "showrooms/recount.html", _shown(balance, form))


@producer_required
@get_or_post
def write_off(request, pk):
    """Take goods off the list that are gone, with the reason."""
    balance = _own_balance(request, pk)
    initial = {"quantity": balance.free or None}
    if state_of(balance, clock.today()) == "expired":
        initial["reason"] = "expired"
    form = WriteOffForm(request.POST or None, initial=initial)
    if form.is_valid():
        try:
            left = stock.write_off(balance=balance, by=request.user, **form.cleaned_data)
        except stock.OutOfStock as short:
            said = _("Only %(free)d are free; the others are promised to buyers or gone already.")
            form.add_error("quantity", said % {"free": short.available})
        else:
            return _done(request, left)
    return render(request, "showrooms/write_off.html", _shown(balance, form))


@producer_required
@get_or_post
def add_batch(request, pk):
    """Put a new batch of an own product into its producer's store."""
    mine = Product.objects.filter(facts__producer__in=producers_of(request.user).values("pk"))
    product = get_object_or_404(
        mine.select_related("facts__group", "facts__producer__store"), pk=pk
    )
    form = BatchForm(request.POST or None, facts=product.facts)
    if form.is_valid():
        try:
            balance = stock.receive_batch(
                owner=product.facts.producer, product=product, by=request.user, **form.cleaned_data
            )
        except stock.LotTaken as taken:
            said = _("This product has lot %(lot)s already. Count that batch instead.")
            form.add_error("lot", said % {"lot": taken.lot})
        else:
            return _done(request, balance)
    context = {"product": product, "title": _title(product), "form": form}
    return render(request, "showrooms/add_batch.html", context)


def _own_balance(request, pk) -> StockBalance:
    """A balance of one's own in one's own store; what stands in a showroom its keeper counts."""
    mine = StockBalance.objects.filter(
        owner__in=producers_of(request.user).values("pk"), place__producer=F("owner")
    )
    return get_object_or_404(mine.select_related("batch__product__facts", "place"), pk=pk)


def _as_it_stands(balance: StockBalance) -> dict:
    return {"expected": balance.on_hand, "counted": balance.on_hand}


def _shown(balance: StockBalance, form) -> dict:
    return {
        "balance": balance,
        "batch": balance.batch,
        "title": _title(balance.batch.product),
        "form": form,
    }


def _done(request, balance: StockBalance):
    batch = balance.batch
    facts = {"product": _title(batch.product), "lot": batch.lot, "now": balance.on_hand}
    if batch.best_before:
        facts["date"] = date_format(batch.best_before, "d/m/Y")
        said = _("%(product)s, lot %(lot)s, best before %(date)s: %(now)d in your store now.")
    else:
        said = _("%(product)s, lot %(lot)s: %(now)d in your store now.")
    messages.success(request, said % facts)
    return redirect("producer_stock")


def _title(product: Product):
    return text(product.title, product.facts.title_en, get_language() or "vi")
