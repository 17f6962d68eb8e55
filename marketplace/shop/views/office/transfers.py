"""Chuyển khoản: transfers that are awaited, and ticking one off that came."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from marketplace.kernel import clock
from marketplace.kernel.accounts.roles import officer_required
from marketplace.kernel.money import format_dong
from marketplace.shop import ordering
from marketplace.shop.forms.office import TransferForm
from marketplace.shop.models import PaymentAttempt
from marketplace.shop.transfers import transfers, with_sums

State = PaymentAttempt.State
PER_PAGE = 50


@officer_required
@require_safe
def transfer_list(request):
    """Waiting transfers first, then those of the last two weeks; `q` finds an order's code."""
    code = request.GET.get("q", "").strip()[:40]
    page = Paginator(transfers(clock.now(), code=code), PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "q": code, "rows": [_row(attempt) for attempt in page]}
    return render(request, "office/transfers.html", context)


@officer_required
def transfer(request, pk):
    """One transfer: what came so far, and a form for what came now."""
    attempt = get_object_or_404(with_sums(), pk=pk)
    form = TransferForm(request.POST) if request.method == "POST" else None
    if form and form.is_valid():
        return _receive(request, attempt, form.cleaned_data)
    context = {
        "attempt": attempt,
        "row": _row(attempt),
        "receipts": attempt.receipts.select_related("by").order_by("at"),
        "form": form or TransferForm.for_attempt(max(-attempt.difference, 0)),
    }
    return render(request, "office/transfer.html", context)


def _receive(request, attempt, read: dict):
    ordering.receive_transfer(
        attempt,
        amount=read["amount"],
        received_on=read["received_on"],
        bank_reference=read["bank_reference"],
        operation=read["operation"],
        by=request.user,
    )
    now = with_sums().get(pk=attempt.pk)
    level = messages.SUCCESS if now.difference == 0 else messages.WARNING
    messages.add_message(request, level, f"{now.order.number}: {explained(now)}")
    return redirect("office_transfers")


def _row(attempt) -> dict:
    return {"attempt": attempt, "explained": explained(attempt), "tone": _tone(attempt)}


def _tone(attempt) -> str:
    if attempt.state == State.SETTLED and attempt.difference == 0:
        return "good"
    return "waiting" if attempt.state == State.WAITING and not attempt.received else "bad"


def explained(attempt) -> str:
    """What became of a transfer, and what follows, in a sentence."""
    apart = format_dong(abs(attempt.difference), get_language() or "vi")
    if attempt.state == State.SETTLED:
        if attempt.difference > 0:
            return _("%s too much came in; it is listed under refunds.") % apart
        return _("Paid. The producers were told.")
    if attempt.state == State.WAITING:
        if attempt.received:
            return _("%s is still missing; the order waits for it.") % apart
        return _("Nothing has come in yet.")
    if attempt.received:
        return _("The order had ended when the money came; it is listed under refunds.")
    return _("Nothing came in before the deadline; the order was cancelled.")
