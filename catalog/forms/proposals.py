"""What a producer proposes, as it is typed on a phone.

`values()` are what could be read, as JSON holds it: what is wrong in one field does not lose
what is right in the others.
"""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from catalog.models import LegalForm, Producer, Proposal
from catalog.texts import product_texts
from marketplace.kernel import phone
from marketplace.kernel.form_fields import DongFormField, Words

from .producer import ProducerForm
from .product import FLAGS, ProductForm

LONGEST_NOTE = 1000
HIGHEST_PRICE = 999_999_999


def _note() -> Words:
    return Words(
        label=_("A word to the trade promotion centre"),
        help_text=_("Only the centre reads it, for example why you want the change."),
        lines=True,
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class _Proposed(forms.Form):
    """What all proposals have. as_draft: nothing has to be filled in yet."""

    SECTIONS: tuple = ()
    # What most producers leave as it is stands folded below.
    FOLDED: tuple = ()
    ASIDE = ("note", "consent")

    def __init__(self, *args, as_draft=False, **options):
        options.setdefault("label_suffix", "")
        super().__init__(*args, **options)
        if as_draft:
            for field in self.fields.values():
                field.required = False

    def values(self) -> dict:
        """What could be read, by the names of the payload."""
        read = {name: self.cleaned_data[name] for name in self.fields if name in self.cleaned_data}
        return {name: _plain(value) for name, value in read.items()}

    def sections(self) -> list[tuple]:
        """(heading, bound fields, whether it is folded); one with a mistake is open."""
        found = []
        for heading, names in (*self.SECTIONS, *self.FOLDED):
            fields = [self[name] for name in names if name in self.fields]
            wrong = any(field.errors for field in fields)
            folded = (heading, names) in self.FOLDED and not wrong
            found += [(heading, fields, folded)] if fields else []
        return found


class ChangeForm(_Proposed, ProductForm):
    """The facts of a product that its producer may propose to change."""

    status = kind = None
    note = _note()
    consent = forms.BooleanField(
        label=_("Whoever can be recognised in my pictures agreed to be shown"), required=False
    )
    SECTIONS = (
        (_("Name and story"), ("title", "summary", "description")),
        (_("Content and parcel"), ("net_content", "net_unit", "parcel_weight_g")),
        (
            _("What the label says"),
            ("ingredients", "storage", "shelf_life_days", "allergens"),
        ),
    )
    FOLDED = (
        (
            _("In English"),
            ("title_en", "summary_en", "description_en", "ingredients_en", "storage_en"),
        ),
        (_("Barcode, alcohol, medicine and more"), ("gtin", *FLAGS)),
    )


class NewForm(ChangeForm):
    """A product that is not in the shop yet."""

    kind = ProductForm.base_fields["kind"]
    price = DongFormField(
        label=_("Price for the buyer, in dong"),
        help_text=_("With VAT. You can change it yourself later."),
        lowest=1,
        highest=HIGHEST_PRICE,
        required=False,
    )
    SECTIONS = (
        (_("Name and story"), ("title", "kind", "summary", "description")),
        (_("Content and parcel"), ("net_content", "net_unit", "parcel_weight_g", "price")),
        ChangeForm.SECTIONS[2],
    )

    def values(self):
        # A group or set is kept as its choice is written.
        read = super().values()
        return read | ({"kind": self.data.get("kind", "")} if "kind" in read else {})


class FactsForm(_Proposed):
    """What a producer may propose to change of its own data."""

    trade_name = Words(label=_("Name in the shop"), max_length=120)
    phone = Words(
        label=_("Phone for buyers"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel"}),
    )
    address_line = Words(label=_("House, hamlet, street"), max_length=160, required=False)
    introduction = Words(
        label=_("Who you are and how you work"),
        lines=True,
        max_length=3000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    introduction_en = Words(
        label=_("The same in English"),
        lines=True,
        max_length=3000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    legal_name = Words(label=_("Name on the registration"), max_length=200)
    legal_form = forms.ChoiceField(label=_("Legal form"), choices=LegalForm.choices)
    tax_code = ProducerForm.base_fields["tax_code"]
    note = _note()
    SECTIONS = ((_("What buyers see"), ("trade_name", "introduction", "phone", "address_line")),)
    FOLDED = (
        (_("In English"), ("introduction_en",)),
        (_("Registration"), ("legal_name", "legal_form", "tax_code")),
    )

    clean_phone = ProducerForm.clean_phone
    clean_tax_code = ProducerForm.clean_tax_code

    def __init__(self, *args, producer: Producer, **options):
        super().__init__(*args, **options)
        self.producer = producer
        self.initial["phone"] = phone.display(self.initial.get("phone") or "")


class CertificateForm(_Proposed):
    """Which decision the pictures show, as far as the producer can read it."""

    product = forms.ChoiceField(label=_("For which product?"), required=False)
    number = Words(
        label=_("Number of the decision"), max_length=60, required=False, help_text="86/QĐ-UBND"
    )
    decided_on = forms.DateField(
        label=_("Decided on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"],
    )
    note = _note()
    SECTIONS = ((_("What the paper says"), ("product", "number", "decided_on")),)

    def __init__(self, *args, products=(), language="vi", **options):
        super().__init__(*args, **options)
        named = [(str(one.pk), str(product_texts(one, language)["title"])) for one in products]
        self.fields["product"].choices = [("", _("For all, or I do not know")), *named]

    def clean_product(self):
        return int(self.cleaned_data["product"] or 0) or None


FORMS = {
    Proposal.Kind.CHANGE: ChangeForm,
    Proposal.Kind.NEW: NewForm,
    Proposal.Kind.FACTS: FactsForm,
    Proposal.Kind.CERTIFICATE: CertificateForm,
}


def _plain(value):
    return value.isoformat() if isinstance(value, date) else value
