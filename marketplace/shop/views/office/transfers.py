"""Chuyển khoản: transfers that are awaited, and ticking one off that came."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from marketplace.kernel import clock
from marketplace.kernel.accounts.roles import officer_required
from marketplace.shop import ordering
from marketplace.shop.forms.office import TransferForm
from marketplace.shop.transfers import transfers, with_sums

from .transfer_words import explained, tone

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
    return {"attempt": attempt, "explained": explained(attempt), "tone": tone(attempt)}
