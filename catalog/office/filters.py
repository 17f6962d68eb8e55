"""What the register's list can be narrowed to."""

from django import forms
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
