"""What the pages of dated rules share: the day looked at, refusals in words, taking back."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from marketplace.kernel import clock
from marketplace.kernel.accounts.roles import officer_required
from marketplace.shop import house_rules
from marketplace.shop.errors import Begun, InThePast, LeavesGap, Overlaps
from marketplace.shop.forms.house_rules import AsOfForm
from marketplace.shop.models import (
    LegalText,
    OperatorAccount,
    PaymentLimit,
    ShippingBand,
    VatRate,
)

REFUSALS = (InThePast, Overlaps, LeavesGap)
# Name in the address -> the model, and the page that lists its versions.
RULES = {
    "account": (OperatorAccount, "office_operator"),
    "shipping": (ShippingBand, "office_bands"),
    "text": (LegalText, "office_texts"),
    "limits": (PaymentLimit, "office_limits"),
    "vat": (VatRate, "office_vat"),
}


def as_of(request):
    """(form, day) of `?day=`; today when none is given or it is no day."""
    asked = "day" in request.GET
    form = AsOfForm(request.GET if asked else None, initial={"day": clock.today()})
    day = form.cleaned_data["day"] if asked and form.is_valid() else None
    return form, day or clock.today()


def explain(error) -> str:
    """A refusal of the door, and what to do, in a sentence."""
    if isinstance(error, InThePast):
        return _("%s is over. Choose today or a later day.") % _day(error.day)
    if isinstance(error, Overlaps):
        return _(
            "Another version begins on %s. Choose a later day, or take that version back first."
        ) % _day(error.begins)
    return _("Nothing would hold from %s on. Let the new version begin that day.") % _day(
        error.since
    )


def _day(day) -> str:
    return f"{day:%d/%m/%Y}"


def versions(line) -> list[dict]:
    """Every version of a line of rows, the newest first, one row of each, and its state."""
    today, seen = clock.today(), {}
    for row in line.order_by("-valid_from", "-pk"):
        seen.setdefault((getattr(row, "kind", ""), row.valid_from), row)
    return [
        {
            "row": row,
            "to_come": row.valid_from > today,
            "over": bool(getattr(row, "valid_to", None) and row.valid_to < today),
        }
        for row in seen.values()
    ]


@officer_required
@require_POST
def withdraw(request, rule, pk):
    """Take back a version that has not begun."""
    if rule not in RULES:
        raise Http404
    model, page = RULES[rule]
    version = get_object_or_404(model, pk=pk)
    try:
        house_rules.withdraw(version, by=request.user)
    except Begun as error:
        messages.warning(
            request,
            _("Nothing was changed: it holds since %s. Enter a new version instead.")
            % _day(error.day),
        )
    else:
        messages.success(request, _("Taken back; what held before holds on."))
    return redirect(page)
