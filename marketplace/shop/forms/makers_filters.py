"""What the officers' lists of producers and products can be narrowed to."""

from django import forms
from django.utils.translation import gettext_lazy as _

from catalog.models import AdminUnit, LegalForm, ProductGroup, ProductStatus
from catalog.places import CURRENT
from marketplace.kernel.form_fields import Words
from marketplace.shop.obstacles import CODES


class _Filters(forms.Form):
    """Every field is optional; one that cannot be read is left out, and told."""

    province = forms.ModelChoiceField(
        AdminUnit.objects.none(), label=_("Province"), required=False, empty_label=_("All")
    )

    def __init__(self, *args, **options):
        super().__init__(*args, label_suffix="", **options)
        self.fields["province"].queryset = AdminUnit.objects.filter(
            vintage=CURRENT, level=AdminUnit.Level.PROVINCE
        ).order_by("folded_name")
        self.order_fields(["q", "province"])

    @property
    def asked(self) -> dict:
        """What could be read of the filters."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value not in ("", None)}


class MakerFilters(_Filters):
    """Producers by name, place, legal form and state."""

    STATES = (
        ("active", _("works")),
        ("inactive", _("works no more")),
        ("no_products", _("without products")),
        ("no_people", _("nobody can sign in for it")),
        ("no_tax_code", _("without a tax code")),
    )

    q = Words(label=_("Name, former name or tax code"), max_length=120, required=False)
    legal_form = forms.ChoiceField(
        label=_("Legal form"), choices=[("", _("All")), *LegalForm.choices], required=False
    )
    state = forms.ChoiceField(label=_("State"), choices=[("", _("All")), *STATES], required=False)


class GoodsFilters(_Filters):
    """Products by name, place, group, state, and what stands against selling them."""

    SALES = ("on", "off")

    q = Words(label=_("Product, producer or barcode"), max_length=120, required=False)
    group = forms.ChoiceField(label=_("Group"), required=False)
    status = forms.ChoiceField(
        label=_("Shown as"), choices=[("", _("All")), *ProductStatus.choices], required=False
    )
    because = forms.ChoiceField(label=_("Not on sale, or poor, because"), required=False)
    sale = forms.ChoiceField(
        choices=[("", ""), *((sale, sale) for sale in SALES)],
        required=False,
        widget=forms.HiddenInput,
    )

    def __init__(self, *args, reasons: dict, groups: list[ProductGroup], **options):
        super().__init__(*args, **options)
        named = [(code, reasons[code]) for code in CODES]
        self.fields["because"].choices = [("", _("All")), *named]
        listed = [(group.identifier, group) for group in groups]
        self.fields["group"].choices = [("", _("All")), *listed]
