"""What the register's list can be narrowed to."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalog.models import AdminUnit
from catalog.places import CURRENT
from marketplace.kernel.form_fields import Words

from .register import PHASES


class FilterForm(forms.Form):
    """Every field is optional; one that cannot be read is left out, and told."""

    q = Words(label=_("Product or decision"), max_length=120, required=False)
    phase = forms.ChoiceField(
        choices=[("", "")] + list(PHASES.items()), required=False, widget=forms.HiddenInput
    )
    province = forms.ModelChoiceField(
        AdminUnit.objects.none(), label=_("Province"), required=False, empty_label=_("All")
    )
    producer = Words(
        label=pgettext_lazy("of a certificate", "Producer"), max_length=120, required=False
    )
    commune = Words(label=_("Commune"), max_length=120, required=False)
    days = forms.IntegerField(
        label=_("At most so many days left"), min_value=0, max_value=3660, required=False
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["province"].queryset = AdminUnit.objects.filter(
            vintage=CURRENT, level=AdminUnit.Level.PROVINCE
        ).order_by("folded_name")

    @property
    def asked(self) -> dict:
        """What could be read of the filters."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value not in ("", None)}


class DecisionFilter(forms.Form):
    """What the list of decisions can be narrowed to."""

    WAITING, DRAFTS, UNSCANNED = "waiting", "drafts", "unscanned"

    q = Words(label=_("Number or authority"), max_length=120, required=False)
    year = forms.IntegerField(label=_("Year"), min_value=2018, max_value=2099, required=False)
    only = forms.ChoiceField(
        choices=[
            ("", _("All")),
            (WAITING, _("With lines to verify")),
            (DRAFTS, _("With drafts")),
            (UNSCANNED, _("Without a scan")),
        ],
        label=_("Only"),
        required=False,
    )

    def narrow(self, found):
        """The decisions that fit; what could not be read is left out. Needs the counts."""
        self.is_valid()
        asked = self.cleaned_data
        if words := asked.get("q"):
            found = found.filter(Q(number__icontains=words) | Q(authority__name__icontains=words))
        if asked.get("year"):
            found = found.filter(decided_on__year=asked["year"])
        only = {
            self.WAITING: Q(waiting__gt=0),
            self.DRAFTS: Q(drafts__gt=0),
            self.UNSCANNED: Q(scan=None),
        }
        return found.filter(only[asked["only"]]) if asked.get("only") else found
