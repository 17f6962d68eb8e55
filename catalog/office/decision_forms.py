"""What an officer copies from a decision: its head, and one line for each product."""

import re
from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalog.certification import Award
from catalog.models import (
    IssuingAuthority,
    PrivateDocument,
    Proposal,
    RuleSet,
    StarCertification,
)
from catalog.papers import PaperField
from catalog.reference import rule_set_on
from marketplace.kernel import clock
from marketplace.kernel.form_fields import Words

from .fields import DayField
from .products import ProductField, resolve

# 86/QĐ-UBND, 1446/QĐ-UBND-HC; others exist, so it only warns.
USUAL_NUMBER = re.compile(r"^\d+[a-z]?/(\d{4}/)?QĐ-[A-ZĐ]+(-[A-ZĐ0-9]+)*$")
MOST_LINES = 200
FIRST = 10
MORE = 10


class DecisionForm(forms.Form):
    """Number, day, authority and rule set; what follows from the day may be left out."""

    number = Words(label=_("Number of the decision"), max_length=60, help_text="86/QĐ-UBND")
    decided_on = DayField(label=_("Decided on"))
    authority = forms.ModelChoiceField(
        IssuingAuthority.objects.order_by("name"),
        label=_("Authority"),
        required=False,
        empty_label=_("Another one, written below"),
    )
    new_authority = Words(label=_("Name of another authority"), max_length=160, required=False)
    level = forms.ChoiceField(
        choices=[("", "—"), *IssuingAuthority.Level.choices],
        label=_("Its level"),
        required=False,
    )
    rule_set = forms.ModelChoiceField(
        RuleSet.objects.order_by("-valid_from"),
        label=_("Rule set"),
        required=False,
        empty_label=_("The one in force on that day"),
    )
    scan = PaperField(label=_("Scan of the decision"))
    paper = forms.ModelChoiceField(
        PrivateDocument.objects.filter(
            proposal__state=Proposal.State.ACCEPTED, decisions=None
        ).order_by("-pk"),
        label=_("Or a scan that a producer sent in"),
        required=False,
        empty_label=_("None of these"),
    )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        if not self.fields["paper"].queryset.exists():
            del self.fields["paper"]

    def clean_decided_on(self):
        day = self.cleaned_data["decided_on"]
        if day > clock.today():
            raise forms.ValidationError(_("This day is still to come."), "future")
        return day

    def clean(self):
        read = super().clean()
        if not (read.get("authority") or self.errors.get("authority")):
            self._read_new_authority(read)
        if not read.get("rule_set") and read.get("decided_on"):
            self._find_rule_set(read)
        read["scan"] = read.get("scan") or read.get("paper")
        return read

    def _read_new_authority(self, read) -> None:
        name = " ".join(read.get("new_authority", "").split())
        if not name:
            self.add_error("authority", _("Choose the authority, or write its name below."))
        elif known := IssuingAuthority.objects.filter(name=name).first():
            read["authority"] = known
        elif not read.get("level"):
            self.add_error("level", _("Say at which level this authority stands."))
        else:
            read["authority"] = IssuingAuthority(name=name, level=read["level"])

    def _find_rule_set(self, read) -> None:
        try:
            read["rule_set"] = rule_set_on(read["decided_on"])
        except RuleSet.DoesNotExist:
            self.add_error("rule_set", _("No rule set was in force on that day. Choose one."))


class ScanForm(forms.Form):
    """The head of a decision that stands: only its scan may still come."""

    scan = PaperField(label=_("Scan of the decision"))


def looks_unusual(number: str) -> bool:
    """Whether a number is written in no form that is known; it may be right all the same."""
    return not USUAL_NUMBER.match(number)


class ScoreField(forms.DecimalField):
    """Points of the council, with a comma or a point."""

    def __init__(self, **options):
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        limits = {"min_value": Decimal(0), "max_value": Decimal(100)}
        super().__init__(widget=widget, max_digits=5, decimal_places=2, **limits, **options)

    def to_python(self, value):
        return super().to_python(str(value or "").replace(",", "."))


class LineForm(forms.Form):
    """One product of the decision. An untouched line is left out."""

    product = ProductField(label=pgettext_lazy("of a certificate", "Product"))
    stars = forms.TypedChoiceField(
        choices=[("", "—"), (3, "3"), (4, "4"), (5, "5")],
        coerce=int,
        label=pgettext_lazy("of a certificate", "Stars"),
    )
    score = ScoreField(label=_("Score"), required=False)
    evidence = forms.ChoiceField(
        choices=StarCertification.Evidence.choices, label=_("Proved by"), initial="A"
    )
    valid_until = DayField(label=_("Last day in force"), required=False)
    is_potential_five_star = forms.BooleanField(label=_("Potential five-star"), required=False)

    def clean(self):
        read = super().clean()
        if read.get("is_potential_five_star") and read.get("stars") not in (None, 4):
            self.add_error(
                "is_potential_five_star", _("Only a product of 4 stars is a potential five-star.")
            )
        return read

    def award(self) -> Award:
        read = self.cleaned_data
        return Award(
            stars=read["stars"],
            evidence=read["evidence"],
            valid_until=read["valid_until"],
            score=read["score"],
            is_potential_five_star=read["is_potential_five_star"],
        )


class _Lines(forms.BaseFormSet):
    """The lines that were filled in; their products are looked up together."""

    default_error_messages = {"missing_management_form": _("Please send the form once more.")}

    def full_clean(self):
        if self.is_bound and self.management_form.is_valid():
            typed = [self.data.get(form.add_prefix("product"), "") for form in self.forms]
            found = resolve(typed)
            for form in self.forms:
                form.fields["product"].found = found
        super().full_clean()

    def clean(self):
        seen = set()
        for form in self.written:
            product = form.cleaned_data.get("product")
            if product and product.pk in seen:
                form.add_error("product", _("This product stands in another line already."))
            seen.add(product.pk if product else None)

    @property
    def written(self) -> list[LineForm]:
        return [form for form in self.forms if form.has_changed() and hasattr(form, "cleaned_data")]


LineFormSet = forms.formset_factory(
    LineForm,
    formset=_Lines,
    extra=FIRST,
    max_num=MOST_LINES,
    absolute_max=MOST_LINES,
    validate_max=True,
)
