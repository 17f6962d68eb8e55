"""The basket: what is in it, who sends it, where it goes and what it costs."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from oscar.apps.catalogue.models import Product

from catalog.texts import product_texts
from marketplace.kernel import clock
from marketplace.kernel.addresses import in_language, language_of
from marketplace.kernel.client_ip import client_ip
from marketplace.kernel.templatetags.shop_format import lang
from marketplace.shop import baskets, lookup
from marketplace.shop.errors import CannotAdd, VoucherRefused
from marketplace.shop.forms.basket import AddForm, QuantitiesForm, VoucherForm
from marketplace.shop.quote import quote
from showrooms.cards import cards

from . import destination, told
from .answers import private
from .same_origin import same_origin_required

# Whoever guesses codes needs thousands of tries; many phones share one address of a carrier.
CODES_PER_ADDRESS = 60


@private
@same_origin_required
@require_POST
def add(request):
    """Put a product into the basket, from any page of ours, cached or not."""
    form = AddForm(request.POST)
    form.full_clean()
    products = Product.objects.select_related("facts")
    product = get_object_or_404(
        products, pk=form.cleaned_data.get("product") or 0, facts__isnull=False
    )
    for refusal in form.errors.get("quantity", ()):
        return _refused(request, product, refusal)
    try:
        baskets.add(request.basket, product, form.cleaned_data["quantity"] or 1)
    except CannotAdd as refusal:
        return _refused(request, product, str(refusal.problem))
    return _added(request, product)


def _added(request, product):
    messages.success(
        request, format_html(_("{title} is in your basket."), title=_title(request, product))
    )
    if request.htmx:
        return _told(request)
    return redirect(_back(request) or "basket")


def _refused(request, product, sentence: str):
    messages.error(request, format_html("{}: {}", _title(request, product), sentence))
    if request.htmx:
        return _told(request)
    return redirect(_back(request) or in_language(product.get_absolute_url()))


def _title(request, product) -> str:
    title = product_texts(product, language_of(request.path))["title"]
    return format_html("<span{}>{}</span>", lang(title), title)


def _told(request):
    """The messages alone, for a page that stays open."""
    response = render(request, "components/notices.html")
    response["HX-Trigger"] = "basket-changed"
    return response


def _back(request) -> str:
    wanted = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    # What is no path would be taken for the name of a view.
    return wanted if safe and wanted.startswith("/") else ""


@private
def basket(request):
    """The page; a POST sets quantities and province, and goes on to the checkout when asked."""
    if request.method == "POST":
        return _change(request)
    return _page(request)


def _change(request) -> HttpResponse:
    if not request.basket.id:
        return redirect("basket")
    form = QuantitiesForm(request.POST, quantities=_quantities(request.basket))
    if not form.is_valid():
        return _page(request, form=form)
    try:
        baskets.set_quantities(request.basket, form.changes())
    except CannotAdd as refusal:
        form.add_error(None, str(refusal.problem))
        return _page(request, form=form)
    onward = "checkout" if request.POST.get("do") == "checkout" else "basket"
    return destination.remember(redirect(onward), destination.of(request))


@private
@require_POST
def remove(request):
    """Take one line out."""
    lines = {str(pk): pk for pk in _quantities(request.basket)}
    if line := lines.get(request.POST.get("line")):
        baskets.set_quantities(request.basket, {line: 0})
    return redirect("basket")


@private
@require_POST
def voucher(request):
    """Use a voucher, or take one off."""
    if request.POST.get("drop"):
        baskets.drop_voucher(request.basket, request.POST["drop"])
        return redirect("basket")
    form = VoucherForm(request.POST)
    who = f"voucher {client_ip(request)}"
    if form.is_valid() and not lookup.may_ask(who, CODES_PER_ADDRESS):
        form.add_error("code", _("Too many codes were tried. Please wait an hour and try again."))
        return _page(request, voucher_form=form, status=429)
    if form.is_valid():
        try:
            baskets.use_voucher(request.basket, form.cleaned_data["code"])
        except VoucherRefused as refusal:
            form.add_error("code", str(refusal.problem))
        else:
            # Only wrong codes count: many phones share one address.
            lookup.forget_try(who)
    return redirect("basket") if form.is_valid() else _page(request, voucher_form=form)


def _quantities(basket) -> dict[int, int]:
    return {line.pk: line.quantity for line in basket.all_lines()}


def _page(request, *, form=None, voucher_form=None, status=422):
    day, language = clock.today(), language_of(request.path)
    where = destination.of(request)
    shown = quote(request.basket, day=day, language=language, province=where.province)
    form = form or QuantitiesForm(quantities={line.line_id: line.quantity for line in shown.lines})
    context = {
        "form": form,
        "quote": shown,
        "where": where,
        "parcels": _rows(shown, form, day, language),
        "obstacles": told.obstacles(shown),
    }
    if shown.lines:
        context |= {
            "methods": told.ways_to_pay(shown, language),
            "tariff": told.tariff(shown),
            "vouchers": _vouchers(request.basket),
            "voucher_form": voucher_form or VoucherForm(),
        }
    wrong = form.errors or (voucher_form and voucher_form.errors)
    response = render(request, "shop/basket.html", context, status=status if wrong else 200)
    if request.htmx:
        response["HX-Trigger"] = "basket-changed"
    return response


def _vouchers(basket) -> list[tuple[str, bool]]:
    """The codes in use, and whether each takes something off what is in the basket."""
    useful = {found["voucher"].pk for found in basket.voucher_discounts}
    return [(voucher.code, voucher.pk in useful) for voucher in basket.vouchers.all()]


def _rows(shown, form, day, language):
    """(parcel, rows) with what a row shows: the line, its card and its field."""
    there = {
        card.id: card for card in cards([line.product_id for line in shown.lines], day, language)
    }
    return [
        (
            parcel,
            [
                {
                    "line": line,
                    "card": there.get(line.product_id),
                    "field": form[f"quantity-{line.line_id}"],
                }
                for line in parcel.lines
            ],
        )
        for parcel in shown.parcels
    ]
