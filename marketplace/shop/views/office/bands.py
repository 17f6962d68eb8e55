"""What sending a parcel costs: the table of a day, and a new table from a day on."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from marketplace.kernel.accounts.roles import officer_required
from marketplace.shop import house_rules, shipping
from marketplace.shop.forms.house_rules import BandsForm
from marketplace.shop.models import ShippingBand

from .dated import REFUSALS, as_of, explain, versions


@officer_required
def bands(request):
    """The table in force on the day asked for, every version, and a form for the next one."""
    as_of_form, day = as_of(request)
    table = shipping.bands(day)
    posted = request.POST if request.method == "POST" else None
    form = BandsForm(posted, prices=table.prices, label_suffix="")
    if posted is not None and form.is_valid() and _set(request, form):
        return redirect("office_bands")
    context = {
        "as_of_form": as_of_form,
        "day": day,
        "zones": ShippingBand.Zone.labels,
        "table": _by_weight(table.prices),
        "versions": versions(ShippingBand.objects.all()),
        "form": form,
    }
    return render(request, "office/bands.html", context)


def _set(request, form) -> bool:
    day = form.cleaned_data["valid_from"]
    try:
        house_rules.set_bands(form.prices, valid_from=day, by=request.user)
    except REFUSALS as error:
        form.add_error("valid_from", explain(error))
        return False
    messages.success(request, _("The new table holds from %s.") % f"{day:%d/%m/%Y}")
    return True


def _by_weight(prices) -> list[tuple]:
    """(weight in words, [price per zone or None]) of a table, the lightest first."""
    columns = [dict(prices.get(zone, [])) for zone in ShippingBand.Zone]
    weights = sorted({up_to for column in columns for up_to in column})
    return [(_weight(up_to), [column.get(up_to) for column in columns]) for up_to in weights]


def _weight(grams: int) -> str:
    return f"{grams} g" if grams % 1_000 else f"{grams // 1_000} kg"
