"""What is known of a producer, as a person writes it down.

`ProducerForm(producer=…)` shows a producer and reads it back; `facts()` of a valid form are the
keyword arguments of catalog.registration.register_producer and change_producer.
"""

from django import forms
from django.utils.translation import gettext_lazy as _

from catalog.models import LegalForm, Producer
from catalog.tax_codes import clean_tax_code, validate_tax_code
from marketplace.kernel import phone
from marketplace.kernel.form_fields import Words

from .places import PlaceFields

LONGEST_TEXT = 5_000
MOST_NAMES = 20
LONGEST_NAME = 200


class ProducerForm(PlaceFields):
    """Every fact of a producer."""

    legal_form = forms.ChoiceField(
        label=_("Legal form"),
        choices=[("", _("Choose …")), *LegalForm.choices],
        error_messages={"required": _("Choose the legal form.")},
    )
    legal_name = Words(
        label=_("Legal name"),
        max_length=LONGEST_NAME,
        help_text=_("As it stands on the business registration."),
    )
    trade_name = Words(
        label=_("Trade name"),
        max_length=120,
        required=False,
        help_text=_("What buyers read. Empty: the legal name."),
    )
    former_names = Words(
        label=_("Former and other names"),
        lines=True,
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One in each line. Sheets and decisions that use them find this producer."),
    )
    tax_code = Words(
        label=_("Tax code"),
        max_length=30,
        required=False,
        help_text=_("10 digits, 13 for a branch; households and persons: the 12 digits of the ID."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    phone = Words(
        label=_("Telephone"), max_length=40, required=False, widget=forms.TextInput({"type": "tel"})
    )
    email = forms.EmailField(label=_("E-mail"), required=False, max_length=254)
    introduction = Words(
        label=_("Story, in Vietnamese"),
        lines=True,
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    introduction_en = Words(
        label=_("Story, in English"),
        lines=True,
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    is_active = forms.BooleanField(
        label=_("Still works"),
        required=False,
        initial=True,
        help_text=_(
            "Without the tick its page and its products are shown nowhere and cannot be ordered."
        ),
    )

    SECTIONS = (
        (
            _("Who it is"),
            ("legal_form", "legal_name", "trade_name", "former_names", "tax_code", "is_active"),
        ),
        (_("How to reach it"), ("phone", "email")),
        (_("Its story"), ("introduction", "introduction_en")),
    )

    def __init__(self, *args, producer: Producer | None = None, **options):
        if producer is not None:
            options["initial"] = shown(producer) | (options.get("initial") or {})
            options["place"] = producer.place
        options.setdefault("label_suffix", "")
        super().__init__(*args, **options)
        self.producer = producer

    def clean_former_names(self):
        """A list of names, each once, in the order in which they were written."""
        lines = (" ".join(line.split()) for line in self.cleaned_data["former_names"].splitlines())
        names = list(dict.fromkeys(line for line in lines if line))
        if len(names) > MOST_NAMES or any(len(name) > LONGEST_NAME for name in names):
            raise forms.ValidationError(
                _("At most %(most)d names of %(longest)d characters each."),
                "names",
                {"most": MOST_NAMES, "longest": LONGEST_NAME},
            )
        return names

    def clean_tax_code(self):
        code = clean_tax_code(self.cleaned_data["tax_code"])
        if not code:
            return None
        validate_tax_code(code)
        others = Producer.objects.filter(tax_code=code)
        if other := others.exclude(pk=self.producer and self.producer.pk).first():
            raise forms.ValidationError(
                _("“%(name)s” has this tax code already."), "taken", {"name": other.legal_name}
            )
        return code

    def clean_phone(self):
        typed = self.cleaned_data["phone"]
        try:
            return phone.parse_any(typed) if typed else ""
        except phone.NotANumber as error:
            raise forms.ValidationError(
                _("Enter a Vietnamese telephone number, for example 0296 3 123 456."), "phone"
            ) from error

    def sections(self) -> list[tuple]:
        """(heading, bound fields) of every section but the place."""
        return [(heading, [self[name] for name in names]) for heading, names in self.SECTIONS]

    def facts(self) -> dict:
        """What was written, by the names that the doors take; of a valid form."""
        names = [name for _heading, names in ProducerForm.SECTIONS for name in names]
        read = {name: self.cleaned_data[name] for name in names}
        read["trade_name"] = read["trade_name"] or read["legal_name"][:120]
        return read | self.place()


def shown(producer: Producer) -> dict:
    """What a form about this producer begins with."""
    names = [name for _heading, names in ProducerForm.SECTIONS for name in names]
    facts = {name: getattr(producer, name) for name in names}
    return facts | {
        "former_names": "\n".join(producer.former_names),
        "tax_code": producer.tax_code or "",
        "phone": phone.display(producer.phone),
    }
