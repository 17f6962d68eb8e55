"""Limits of unpaid orders and rates of VAT: what holds on a day, and what holds from a day on."""

import datetime

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from marketplace.kernel import clock
from marketplace.kernel.accounts.roles import officer_required
from marketplace.shop import house_rules
from marketplace.shop import limits as unpaid
from marketplace.shop.forms.house_rules import LimitsForm, VatForm
from marketplace.shop.models import PaymentLimit, VatRate
from marketplace.shop.shipping import in_force

from .dated import REFUSALS, as_of, explain, versions


@officer_required
def limits(request):
    """The ceiling of cash, unpaid orders of one buyer, the hours to pay."""
    as_of_form, day = as_of(request)
    held = unpaid.on(day)
    start = {name: getattr(held, name) for name in LimitsForm.base_fields if name != "valid_from"}
    start["valid_from"] = clock.today() + datetime.timedelta(days=1)
    start["cash_ceiling"] = f"{held.cash_ceiling:,}".replace(",", ".")
    form = LimitsForm(request.POST or None, initial=start, label_suffix="")
    if form.is_valid() and _entered(request, form, house_rules.set_limits):
        return redirect("office_limits")
    context = {
        "as_of_form": as_of_form,
        "day": day,
        "held": held,
        "versions": versions(PaymentLimit.objects.all()),
        "form": form,
    }
    return render(request, "office/limits.html", context)


@officer_required
def vat(request):
    """The rates of VAT inside the prices."""
    as_of_form, day = as_of(request)
    form = VatForm(request.POST or None, label_suffix="")
    if form.is_valid() and _entered(request, form, house_rules.set_vat):
        return redirect("office_vat")
    context = {
        "as_of_form": as_of_form,
        "day": day,
        "held": {rate.kind: rate for rate in in_force(VatRate, day)}.values(),
        "versions": versions(VatRate.objects.all()),
        "form": form,
    }
    return render(request, "office/vat.html", context)


def _entered(request, form, door) -> bool:
    try:
        door(by=request.user, **form.cleaned_data)
    except REFUSALS as error:
        form.add_error("valid_from", explain(error))
        return False
    day = form.cleaned_data["valid_from"]
    messages.success(request, _("Entered; it holds from %s.") % f"{day:%d/%m/%Y}")
    return True
