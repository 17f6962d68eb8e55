"""What an officer does with a whole order on its buyer's behalf. Each act is one door."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from oscar.apps.order.models import Order

from marketplace.kernel.accounts.roles import officer_required
from marketplace.shop import ordering
from marketplace.shop.desk_queues import DECLINES
from marketplace.shop.errors import ChangedMeanwhile, NotNow, OtherProvince
from marketplace.shop.forms.office_orders import ReasonForm, RecipientForm
from marketplace.shop.forms.refund_account import RefundAccountForm
from marketplace.shop.models import Fulfilment, OrderEvent, RefundDue
from marketplace.shop.timeline import may_cancel


@dataclass(frozen=True)
class Act:
    """One act of an order; as parcel_acts.Act."""

    label: str
    effect: str
    asks: Callable
    do: Callable
    open: Callable[[Order], bool]
    serious: bool = False


def _cancel(order, form, by):
    ordering.cancel(order, because=form.cleaned_data["because"], by=by, for_buyer=True)


def _change(order, form, by):
    ordering.change_recipient(
        order,
        as_seen=form.cleaned_data["seen"],
        because=form.cleaned_data["because"],
        by=by,
        **form.recipient(),
    )


def _note_account(order, form, by):
    ordering.give_account(order, by=by, **form.account())


def _is_here(order) -> bool:
    states = {parcel.state for parcel in order.fulfilments.all()}
    return states <= {*Fulfilment.OPEN, *Fulfilment.VOID} and bool(states & set(Fulfilment.OPEN))


def _owes(order) -> bool:
    return any(refund.state == RefundDue.State.DUE for refund in order.refunds_due.all())


ACTS = {
    "recipient": Act(
        gettext_lazy("Change name, address or note"),
        gettext_lazy(
            "Until it is sent, within the province. What stood there before is kept with the "
            "order; the buyer is told, and producers who pack it."
        ),
        lambda order, *data: RecipientForm(*data, details=order.details, label_suffix=""),
        _change,
        _is_here,
    ),
    "cancel": Act(
        gettext_lazy("Cancel the order for the buyer"),
        gettext_lazy(
            "All of it: the goods are set free, what was paid goes back, buyer and producers are "
            "told. Not possible once a parcel was sent."
        ),
        lambda order, *data: ReasonForm(*data, label_suffix=""),
        _cancel,
        lambda order: may_cancel(order, order.fulfilments.all()),
        serious=True,
    ),
    "account": Act(
        gettext_lazy("Note the account for paying back"),
        gettext_lazy("As the buyer said it on the telephone; the buyer gets a message about it."),
        lambda order, *data: RefundAccountForm(*data, label_suffix=""),
        _note_account,
        _owes,
    ),
}


def open_acts(order: Order) -> list[tuple[str, Act]]:
    """The acts that are open for an order with `fulfilments` and `refunds_due`."""
    return [(name, act) for name, act in ACTS.items() if act.open(order)]


@officer_required
def order_act(request, code, act):
    """Ask what the act needs, then do it; a door that closed meanwhile says so."""
    if act not in ACTS:
        raise Http404
    orders = Order.objects.select_related("details__commune__parent")
    order = get_object_or_404(orders, number=code, details__isnull=False)
    chosen = ACTS[act]
    form = chosen.asks(order, *([request.POST] if request.method == "POST" else []))
    if request.method == "POST" and form.is_valid() and _done(request, order, chosen, form):
        return redirect("office_order", code)
    context = {"order": order, "act": chosen, "form": form, "open": chosen.open(order)}
    return render(request, "office/act.html", context)


def _done(request, order, act: Act, form) -> bool:
    """Do it; False when what was typed has to be looked at again."""
    try:
        act.do(order, form, request.user)
    except NotNow:
        messages.warning(request, _("Nothing was changed: the order is in another state now."))
    except ChangedMeanwhile:
        form.add_error(None, _("Somebody changed it meanwhile. Open this page again and look."))
        return False
    except OtherProvince as refusal:
        told = _("It stays in %s: sending was paid for it. Cancel it and order anew instead.")
        form.add_error("commune", told % refusal.province)
        return False
    else:
        messages.success(request, _("%(act)s: done.") % {"act": act.label})
    return True


@officer_required
@require_POST
def looked_at(request, pk):
    """Tick off declined goods: somebody has spoken with the buyer or knows what to do."""
    event = get_object_or_404(OrderEvent, pk=pk, verb__in=DECLINES)
    if ordering.look_at(event, by=request.user):
        messages.success(request, _("Noted that somebody has seen to it."))
    else:
        messages.warning(request, _("Nothing was changed: somebody had seen to it before."))
    return redirect("office_queue", "declined")
