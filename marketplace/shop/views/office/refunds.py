"""Money that has to go back to buyers, and noting that it went."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from marketplace.kernel.accounts.roles import officer_required
from marketplace.shop import ordering
from marketplace.shop.errors import NotNow
from marketplace.shop.forms.office import RefundForm
from marketplace.shop.models import RefundDue

PER_PAGE = 50


@officer_required
@require_safe
def refund_list(request):
    """What is due first, the oldest on top; then what was paid back."""
    found = RefundDue.objects.select_related(
        "order__details", "order__refund_account", "fulfilment__producer", "paid_by"
    )
    page = Paginator(found.order_by("state", "created_at"), PER_PAGE)
    context = {"page": page.get_page(request.GET.get("page"))}
    return render(request, "office/refunds.html", context)


@officer_required
@require_POST
def pay_back(request, pk):
    """The officer has transferred the money back."""
    refund = get_object_or_404(RefundDue, pk=pk)
    form = RefundForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(sum(form.errors.values(), [])))
        return redirect("office_refunds")
    try:
        ordering.pay_back(
            refund, by=request.user, bank_reference=form.cleaned_data["bank_reference"]
        )
    except NotNow:
        messages.warning(request, _("Nothing was changed: it had been paid back already."))
    else:
        messages.success(request, _("%s: noted as paid back.") % refund.order.number)
    return redirect("office_refunds")
