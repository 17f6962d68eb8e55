"""What the radar can be narrowed to."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalog.models import AdminUnit, Producer
from catalog.places import CURRENT
from catalog.radar import WINDOWS, Where
from catalog.radar_gaps import ANY, GAPS, KINDS
from marketplace.kernel.form_fields import Words

Level = AdminUnit.Level


class RadarForm(forms.Form):
    """Every field is optional; one that cannot be read is left out, and told.

    commune and maker come from a number that was followed: they are not asked for, and asking
    for something else lets go of them.
    """

    by = forms.ChoiceField(
        choices=[("place", ""), ("producer", "")], required=False, widget=forms.HiddenInput
    )
    months = forms.TypedChoiceField(
        choices=[(months, "") for months in WINDOWS],
        coerce=int,
        empty_value=max(WINDOWS),
        required=False,
        widget=forms.HiddenInput,
    )
    gap = forms.ChoiceField(
        choices=[(name, "") for name in (ANY, *GAPS)], required=False, widget=forms.HiddenInput
    )
    province = forms.ModelChoiceField(
        AdminUnit.objects.none(), label=_("Province"), required=False, empty_label=_("All")
    )
    producer = Words(
        label=pgettext_lazy("of a certificate", "Producer"), max_length=120, required=False
    )
    commune = forms.ModelChoiceField(
        AdminUnit.objects.filter(level=Level.COMMUNE).select_related("parent"), required=False
    )
    maker = forms.ModelChoiceField(Producer.objects.all(), required=False)

    followed = ("commune", "maker")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["province"].queryset = AdminUnit.objects.filter(
            vintage=CURRENT, level=Level.PROVINCE
        ).order_by("folded_name")
        self.is_valid()

    def asked_fields(self) -> list:
        """What an officer fills in."""
        return [field for field in self.visible_fields() if field.name not in self.followed]

    def read(self, name: str, otherwise=""):
        """What could be read of a field."""
        return self.cleaned_data.get(name) or otherwise

    @property
    def where(self) -> Where:
        """Whose products are asked about."""
        return Where(
            province=self.read("province", None),
            commune=self.read("commune", None),
            producer=self.read("maker", None),
            named=self.read("producer"),
        )

    @property
    def window(self) -> int:
        """How many months the radar looks ahead."""
        return self.read("months", max(WINDOWS))


class GapForm(RadarForm):
    """The same for products that are not ready."""

    kind = forms.ChoiceField(
        label=_("Products"), choices=[("", _("All")), *KINDS.items()], required=False
    )
