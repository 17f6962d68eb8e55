"""What an officer does with one parcel: each act is a page that says what follows, and one door."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from marketplace.kernel.accounts.roles import officer_required
from marketplace.shop import desk, ordering
from marketplace.shop.errors import CertificationEnded, NotNow, SafetyStop, WrongAmount
from marketplace.shop.forms.desk import DeclineForm, ReturnForm, SendForm
from marketplace.shop.forms.office_orders import (
    PARCEL_STATES,
    ActForm,
    CashInForm,
    ReasonForm,
    TakeOutForm,
)
from marketplace.shop.models import Fulfilment
from marketplace.shop.ordering.states import is_open
from showrooms.errors import Expired


@dataclass(frozen=True)
class Act:
    """One act. effect: what follows, before the button; asks: makes the form of a parcel.

    do: calls the door with the parcel, the valid form and the officer. open: whether a screen
    offers it, for a parcel and whether a star stops it. serious: it cannot be undone.
    """

    label: str
    effect: str
    asks: Callable
    do: Callable
    open: Callable[[Fulfilment, bool], bool]
    serious: bool = False


class _Send(SendForm, ActForm):
    """With whom it left."""


class _Decline(DeclineForm, ActForm):
    """What the producer said on the telephone."""


class _Return(ReturnForm, ActForm):
    """What came back."""


def _plain(form_class):
    return lambda parcel, *data: form_class(*data, label_suffix="")


def _about(form_class):
    return lambda parcel, *data: form_class(*data, parcel=parcel, label_suffix="")


def _cash_form(parcel, *data):
    return CashInForm(*data, initial={"amount": parcel.due}, label_suffix="")


def _door(name: str, **words: Callable) -> Callable:
    """Call a door of ordering; words: what it takes of the form, by name."""

    def do(parcel, form, by):
        facts = {key: read(form) for key, read in words.items()}
        getattr(ordering, name)(parcel, by=by, **facts)

    return do


def _said(form) -> str:
    return form.cleaned_data["because"]


def _is(door: str) -> Callable[[Fulfilment, bool], bool]:
    return lambda parcel, is_stopped: is_open(door, parcel)


def _cash_may_come(parcel, is_stopped) -> bool:
    here = is_open("cash_received", parcel) and desk.is_cash(parcel)
    return here and parcel.cash_received is None


ACTS = {
    "confirm": Act(
        gettext_lazy("Confirm for the producer"),
        gettext_lazy("The producer said that the goods are there. The buyer is told."),
        _plain(ActForm),
        _door("confirm"),
        _is("confirm"),
    ),
    "decline": Act(
        gettext_lazy("Decline for the producer"),
        gettext_lazy(
            "The producer said what cannot be sent. The goods are set free, what was paid for "
            "them goes back, and the buyer is told with the reason."
        ),
        _about(_Decline),
        _door("decline", items=_Decline.items, because=_Decline.because),
        _is("decline"),
        serious=True,
    ),
    "take-out": Act(
        gettext_lazy("Take goods out of the order"),
        gettext_lazy(
            "For the buyer, until it is sent: the goods are set free, what was paid for them goes "
            "back, buyer and producer are told. When nothing is left its sending is not paid."
        ),
        _about(TakeOutForm),
        _door("take_out", items=TakeOutForm.items, because=_said),
        _is("take_out"),
        serious=True,
    ),
    "send": Act(
        gettext_lazy("Mark as sent"),
        gettext_lazy("The goods leave the producer's stock, and the buyer is told."),
        _plain(_Send),
        _door("send", carrier=_Send.carrier, number=lambda form: form.cleaned_data["number"]),
        _is("send"),
    ),
    "delivered": Act(
        gettext_lazy("Mark as delivered"),
        gettext_lazy("The carrier or the buyer said that it arrived. The buyer is told."),
        _plain(ActForm),
        _door("deliver"),
        _is("deliver"),
    ),
    "refused": Act(
        gettext_lazy("Not taken at the door"),
        gettext_lazy("The parcel comes back to its producer. The buyer is told."),
        _plain(ActForm),
        _door("refuse"),
        _is("refuse"),
    ),
    "returned": Act(
        gettext_lazy("Goods came back"),
        gettext_lazy(
            "Once for a parcel: how many came back, and whether they can be sold. "
            "What was paid for them goes back to the buyer."
        ),
        _about(_Return),
        _door(
            "take_back",
            quantities=_Return.quantities,
            to_shelf=lambda form: form.cleaned_data["to_shelf"],
        ),
        _is("take_back"),
        serious=True,
    ),
    "cash": Act(
        gettext_lazy("Cash has come"),
        gettext_lazy("The carrier handed over the buyer's money: what was due, or less."),
        _cash_form,
        _door("cash_received", amount=lambda form: form.cleaned_data["amount"]),
        _cash_may_come,
    ),
    "send-anyway": Act(
        gettext_lazy("Let it be sent all the same"),
        gettext_lazy(
            "The producer may send although the star does not hold. Never where it was revoked "
            "for safety. Buyer and producer are told, the buyer may still cancel."
        ),
        _plain(ReasonForm),
        _door("send_anyway", because=_said),
        lambda parcel, is_stopped: is_stopped,
        serious=True,
    ),
    "refund": Act(
        gettext_lazy("Take out what the star stopped"),
        gettext_lazy("The stopped goods are not sent; what was paid for them goes back."),
        _plain(ReasonForm),
        _door("refund_stopped", because=_said),
        lambda parcel, is_stopped: is_stopped and is_open("take_out", parcel),
        serious=True,
    ),
}


def open_acts(parcel: Fulfilment, *, is_stopped: bool) -> list[tuple[str, Act]]:
    """The acts that are open for a parcel now. is_stopped: a star forbids to send some of it."""
    return [(name, act) for name, act in ACTS.items() if act.open(parcel, is_stopped)]


def stopped_items(parcels) -> set[int]:
    """Which items of the parcels that are still here a star stops. Two queries."""
    here = [parcel for parcel in parcels if parcel.state in Fulfilment.OPEN]
    return set(ordering.stopped(item for parcel in here for item in desk.active_items(parcel)))


@officer_required
def parcel_act(request, pk, act):
    """Ask what the act needs, then do it; a door that closed meanwhile says so."""
    if act not in ACTS:
        raise Http404
    parcels = Fulfilment.objects.select_related("order__details", "producer")
    parcel = get_object_or_404(parcels.prefetch_related("items"), pk=pk)
    chosen = ACTS[act]
    form = chosen.asks(parcel, *([request.POST] if request.method == "POST" else []))
    form.fields["seen"].initial = parcel.state
    if request.method == "POST" and form.is_valid() and _done(request, parcel, chosen, form):
        return redirect("office_order", parcel.order.number)
    is_open_now = chosen.open(parcel, bool(stopped_items([parcel])))
    context = {"parcel": parcel, "act": chosen, "form": form, "open": is_open_now}
    return render(request, "office/parcel_act.html", context | {"order": parcel.order})


def _done(request, parcel, act: Act, form) -> bool:
    """Do it; False when what was typed has to be looked at again."""
    if form.cleaned_data["seen"] != parcel.state:
        messages.warning(request, _now(parcel))
        return True
    try:
        with override(parcel.order.details.language):
            act.do(parcel, form, request.user)
    except WrongAmount:
        form.add_error("amount", _("This is not what the buyer pays. Please check it."))
        return False
    except NotNow:
        parcel.refresh_from_db(fields=["state"])
        messages.warning(request, _now(parcel))
    except SafetyStop as stop:
        goods = ", ".join(item.title for item in stop.items)
        form.add_error(None, _("%s was withdrawn for safety. It is never sent.") % goods)
        return False
    except CertificationEnded as stop:
        goods = ", ".join(item.title for item in stop.items)
        form.add_error(None, _("Not sent: the star of %s does not hold. Decide first.") % goods)
        return False
    except Expired:
        form.add_error(None, _("These goods are past their best-before date."))
        return False
    else:
        messages.success(request, _("%(act)s: done.") % {"act": act.label})
    return True


def _now(parcel) -> str:
    return _("Nothing was changed. The parcel is now: %s") % PARCEL_STATES[parcel.state]
