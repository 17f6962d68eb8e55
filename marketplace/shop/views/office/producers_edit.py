"""Entering a producer, and changing what is known of it."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from catalog.forms.meanwhile import merged
from catalog.forms.places import ASKING, asking
from catalog.models import Producer
from catalog.registration import (
    ChangedMeanwhile,
    change_producer,
    register_producer,
    seen_of,
)
from marketplace.kernel.accounts.roles import officer_required
from marketplace.shop.forms.makers import MakerForm
from marketplace.shop.fresh_zones import send_fresh_to

from .producers import tell
from .refused import REFUSED, refusal


@officer_required
def new_producer(request):
    """Enter a producer: its partner and its store are opened with it."""
    form = _form(request)
    if form.is_bound and form.is_valid() and (made := _entered(request, form)):
        messages.success(request, _("%s is entered. Now enter its products.") % made.trade_name)
        return redirect("office_producer", made.pk)
    return _page(request, form, {"title": _("New producer")})


@officer_required
def edit_producer(request, pk):
    """Change a producer; what somebody else changed meanwhile is shown before it is saved."""
    maker = get_object_or_404(_producers(), pk=pk)
    form = _form(request, producer=maker)
    context = {"title": maker.trade_name, "subtitle": _("Change"), "maker": maker}
    if form.is_bound and form.is_valid():
        try:
            if _changed(request, maker, form):
                messages.success(request, _("Saved. Pages of the shop show it within a minute."))
                return redirect("office_producer", pk)
        except ChangedMeanwhile as told:
            return _page(request, *_merged(form, told, pk, context), status=409)
    return _page(request, form, context)


def _producers():
    return Producer.objects.select_related("place__commune")


def _form(request, **options) -> MakerForm:
    """The form as it was sent; unbound, with all that was typed, when it asks for communes."""
    if request.method != "POST":
        return MakerForm(**options)
    if any(button in request.POST for button in ASKING):
        return MakerForm(initial=asking(MakerForm, request.POST), **options)
    return MakerForm(request.POST, **options)


def _entered(request, form) -> Producer | None:
    """All of it or nothing; a refusal of the door stands above the form."""
    try:
        with transaction.atomic():
            made = register_producer(by=request.user, **form.facts())
            send_fresh_to(made, form.cleaned_data["fresh_zones"], by=request.user)
    except REFUSED as error:
        form.add_error(None, refusal(error))
        return None
    return made


def _changed(request, maker, form) -> bool:
    """Whether everything was saved; a refusal of the door stands above the form."""
    read = form.cleaned_data
    try:
        with transaction.atomic():
            change_producer(maker, by=request.user, seen=read["seen"], **form.facts())
            send_fresh_to(maker, read["fresh_zones"], by=request.user)
    except REFUSED as error:
        form.add_error(None, refusal(error))
        return False
    return True


def _merged(form, told: ChangedMeanwhile, pk: int, context: dict):
    """The form once more: theirs where this officer typed nothing, and what both changed."""
    maker = _producers().get(pk=pk)
    fresh = MakerForm(producer=maker)
    typed, contested = merged(form, fresh.initial, told.before)
    typed["seen"] = seen_of(maker)
    again = MakerForm(producer=maker, initial=typed)
    theirs = {
        "meanwhile": tell(told.changes),
        "contested": [again.fields[name].label for name in contested],
    }
    return again, context | theirs


def _page(request, form, context: dict, status: int | None = None):
    status = status or (422 if form.errors else 200)
    context = {"icon": "group", "form": form} | context
    return render(request, "office/producer_edit.html", context, status=status)
