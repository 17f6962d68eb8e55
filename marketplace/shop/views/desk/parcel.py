"""One parcel and what its producer does with it. Each action is one door of ordering."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_GET, require_POST

from marketplace.kernel import clock
from marketplace.kernel.accounts.roles import producer_required
from marketplace.shop import ordering, packing
from marketplace.shop.errors import CertificationEnded, NotNow, WrongAmount
from marketplace.shop.forms.desk import CashForm, DeclineForm, ReturnForm, SendForm
from showrooms.errors import Expired

from . import words
from .access import own_parcel
from .shown import shown


@producer_required
@require_GET
def order(request, pk):
    """All that one needs to decide about a parcel and to send it."""
    parcel = own_parcel(request, pk)
    return render(request, "producer/order.html", _context(parcel, send_form=SendForm()))


@producer_required
@require_POST
def confirm(request, pk):
    """The goods are here and will be sent."""
    parcel = own_parcel(request, pk)
    done = _("Confirmed. Now pack the parcel and send it.")
    return _act(request, parcel, done, ordering.confirm, by=request.user)


@producer_required
def decline(request, pk):
    """Asks which goods cannot be sent and why, then declines these or the whole parcel."""
    parcel = own_parcel(request, pk)
    form = DeclineForm(request.POST or None, parcel=parcel)
    if request.method == "POST" and form.is_valid():
        with override(parcel.order.details.language):
            because = form.because()
        return _act(
            request,
            parcel,
            _("The buyer is told."),
            ordering.decline,
            items=form.items(),
            because=because,
            by=request.user,
        )
    return render(request, "producer/decline.html", _context(parcel, form=form))


@producer_required
@require_GET
def slip(request, pk):
    """The packing slip as a PDF; only while there is something to pack or to send."""
    parcel = own_parcel(request, pk)
    if not packing.may_be_printed(parcel):
        messages.warning(request, _("The packing slip can be printed after you confirm."))
        return redirect("producer_order", pk)
    answer = HttpResponse(packing.slip(parcel), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{parcel.order.number}.pdf"'
    return answer


@producer_required
@require_POST
def send(request, pk):
    """The parcel left, with whom and under which number."""
    parcel = own_parcel(request, pk)
    form = SendForm(request.POST)
    if not form.is_valid():
        return render(request, "producer/order.html", _context(parcel, send_form=form))
    with override(parcel.order.details.language):
        carrier = form.carrier()
    return _act(
        request,
        parcel,
        _("Marked as sent. The buyer is told."),
        ordering.send,
        carrier=carrier,
        number=form.cleaned_data["number"],
        by=request.user,
    )


@producer_required
@require_POST
def delivered(request, pk):
    """The buyer has the goods."""
    parcel = own_parcel(request, pk)
    return _act(request, parcel, _("Marked as delivered."), ordering.deliver, by=request.user)


@producer_required
def refused(request, pk):
    """Asks once more, then notes that the buyer did not take the parcel."""
    parcel = own_parcel(request, pk)
    if request.method == "POST":
        done = _("Noted. When the goods are back, say here how many came.")
        return _act(request, parcel, done, ordering.refuse, by=request.user)
    return render(request, "producer/refused.html", _context(parcel))


@producer_required
def returned(request, pk):
    """Asks how many of each came back and whether they can be sold, then takes them back."""
    parcel = own_parcel(request, pk)
    form = ReturnForm(request.POST or None, parcel=parcel)
    if request.method == "POST" and form.is_valid():
        return _act(
            request,
            parcel,
            _("Noted what came back."),
            ordering.take_back,
            quantities=form.quantities(),
            to_shelf=form.cleaned_data["to_shelf"],
            by=request.user,
        )
    return render(request, "producer/returned.html", _context(parcel, form=form))


@producer_required
def cash(request, pk):
    """How much of the buyer's money reached the producer."""
    parcel = own_parcel(request, pk)
    form = CashForm(request.POST or None, due=shown(parcel, clock.now()).total)
    if request.method == "POST" and form.is_valid():
        amount = form.cleaned_data["amount"]
        try:
            return _act(
                request,
                parcel,
                _("Noted that you received the money."),
                ordering.cash_received,
                amount=amount,
                by=request.user,
            )
        except WrongAmount:
            form.add_error("amount", _("This is not what the buyer paid. Please check it."))
    return render(request, "producer/cash.html", _context(parcel, form=form))


def _context(parcel, **more) -> dict:
    return {"parcel": shown(parcel, clock.now()), **more}


def _act(request, parcel, done: str, door, **facts):
    """Do it through the door and say so; a door that is closed now is no error of the person's."""
    try:
        door(parcel, **facts)
    except NotNow:
        parcel.refresh_from_db(fields=["state"])
        now = words.STATES[parcel.state]
        messages.warning(request, _("Nothing was changed. The order is now: %s") % now)
    except CertificationEnded as ended:
        goods = ", ".join(item.title for item in ended.items)
        messages.error(
            request,
            _(
                "Do not send this: the star of %s no longer holds. "
                "The trade promotion centre was told and will call you."
            )
            % goods,
        )
    except Expired:
        messages.error(
            request,
            _("These goods are past their best-before date and must not be sent. Check the stock."),
        )
    else:
        messages.success(request, done)
    return redirect("producer_order", parcel.pk)
