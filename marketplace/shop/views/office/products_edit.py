"""Entering a product with its price and pictures, and changing what is known of it."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from oscar.apps.catalogue.models import Product

from catalog.forms.meanwhile import merged
from catalog.forms.pictures import PictureFormSet
from catalog.office.changes import told as in_words
from catalog.registration import (
    ChangedMeanwhile,
    change_product,
    register_product,
    seen_of,
    set_photos,
)
from marketplace.kernel import money
from marketplace.kernel.accounts.roles import officer_required
from marketplace.kernel.money import format_dong
from marketplace.shop.forms.makers import GoodsForm
from marketplace.shop.pricing import PriceMoved, SuspiciousPrice, change_price

from .refused import REFUSED, refusal


@officer_required
def new_product(request):
    """Enter a product: Oscar's product, its stock record, price and pictures in one go."""
    posted = request.POST if request.method == "POST" else None
    form = GoodsForm(posted, initial={"producer": _asked_for(request)})
    pictures = _pictures(request)
    if posted is not None:
        fine, pictures = _read(form, pictures)
        if fine and (made := _entered(request, form, pictures)):
            messages.success(request, _("%s is entered.") % made.title)
            return redirect("office_product", made.pk)
    return _page(request, form, pictures, {"title": _("New product")})


@officer_required
def edit_product(request, pk):
    """Change a product; what somebody else changed meanwhile is shown before it is saved."""
    product = get_object_or_404(_products(), pk=pk)
    posted = request.POST if request.method == "POST" else None
    form = GoodsForm(posted, product=product, price=_price(product))
    pictures = _pictures(request, product)
    context = {"title": product.title, "subtitle": _("Change"), "product": product}
    if posted is not None:
        fine, pictures = _read(form, pictures)
        try:
            if fine and _changed(request, product, form, pictures):
                messages.success(request, _("Saved. Pages of the shop show it within a minute."))
                return redirect("office_product", pk)
        except ChangedMeanwhile as told:
            return _page(request, *_merged(form, pictures, told, context), status=409)
    return _page(request, form, pictures, context)


def _products():
    facts = "facts__group__rule_set", "facts__set", "facts__producer"
    return Product.objects.filter(facts__isnull=False).select_related(*facts)


def _asked_for(request) -> str:
    """The producer that a link names."""
    pk = request.GET.get("producer", "")
    return pk if pk.isascii() and pk.isdigit() and len(pk) < 10 else ""


def _pictures(request, product=None):
    if request.method != "POST":
        return PictureFormSet(product=product, by=request.user)
    return PictureFormSet(request.POST, request.FILES, product=product, by=request.user)


def _read(form, pictures):
    """(whether all of it may be saved, the pictures with every readable file kept)."""
    fine = form.is_valid() & pictures.is_valid()
    read = form.cleaned_data
    producer = form.product.facts.producer if form.product else read.get("producer")
    kept = pictures.with_files_kept(title=read.get("title", ""), producer=producer)
    return fine & kept.is_valid(), kept


def _price(product) -> int | None:
    record = product.stockrecords.first()
    return None if record is None or record.price is None else money.whole(record.price)


def _entered(request, form, pictures) -> Product | None:
    """All of it or nothing; a refusal of the door stands above the form."""
    read, by = form.cleaned_data, request.user
    try:
        with transaction.atomic():
            product = register_product(producer=read["producer"], by=by, **form.facts())
            if read["price"] is not None:
                change_price(product, price=read["price"], by=by)
            shown = pictures.pictures(title=product.title, producer=read["producer"])
            set_photos(product, shown, by=by)
    except REFUSED as error:
        form.add_error(None, refusal(error))
        return None
    return product


def _changed(request, product, form, pictures) -> bool:
    """Whether everything was saved; a refusal stands beside its field, and nothing was."""
    read, by = form.cleaned_data, request.user
    try:
        with transaction.atomic():
            change_product(product, by=by, seen=read["seen"], **form.facts())
            shown = pictures.pictures(title=read["title"], producer=product.facts.producer)
            set_photos(product, shown, by=by)
            _set_price(product, read, by)
    except (PriceMoved, SuspiciousPrice) as refused:
        _refuse_price(form, refused)
        return False
    except REFUSED as error:
        form.add_error(None, refusal(error))
        return False
    return True


def _set_price(product, read: dict, by) -> None:
    # The price as it was shown, sent back untouched, does not undo what a producer set since.
    if read["price"] is None or read["price"] == read["price_seen"]:
        return
    change_price(
        product,
        price=read["price"],
        seen=read["price_seen"],
        meant=read["price_meant"],
        by=by,
    )


def _refuse_price(form, refused) -> None:
    language = get_language() or "vi"
    before = format_dong(refused.before, language) if refused.before is not None else "–"
    if isinstance(refused, PriceMoved):
        said = _("The price was changed meanwhile and is %s now. Look at it, then save again.")
        form.data = form.data.copy()
        form.data["price_seen"] = str(refused.before or "")
        form.add_error("price", said % before)
        return
    form.ask_whether_meant()
    said = _("From %(before)s to %(wanted)s is more than half. Tick below if it is meant.")
    wanted = format_dong(refused.wanted, language)
    form.add_error("price", said % {"before": before, "wanted": wanted})


def _merged(form, pictures, told: ChangedMeanwhile, context: dict):
    """The form once more: theirs where this officer typed nothing, and what both changed."""
    product = _products().get(pk=form.product.pk)
    price = _price(product)
    fresh = GoodsForm(product=product, price=price)
    typed, contested = merged(form, fresh.initial, told.before)
    typed["seen"] = seen_of(product)
    again = GoodsForm(product=product, price=price, initial=typed)
    theirs = {
        "product": product,
        "meanwhile": in_words(told.changes),
        "contested": [again.fields[name].label for name in contested],
    }
    return again, pictures.after(told.before.get("photos")), context | theirs


def _page(request, form, pictures, context: dict, status: int | None = None):
    wrong = bool(form.errors) or (pictures.is_bound and not pictures.is_valid())
    context = {"icon": "tag", "form": form, "pictures": pictures, "wrong": wrong} | context
    status = status or (422 if wrong else 200)
    return render(request, "office/product_edit.html", context, status=status)
