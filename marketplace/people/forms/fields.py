"""Form fields about people: a phone or e-mail in one field, a place by its name."""

import re

from django import forms
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from catalog.models import Producer
from marketplace.kernel import phone as phones
from marketplace.kernel.form_fields import Words
from marketplace.kernel.text import fold

_NUMBER = re.compile(r"#(\d{1,9})\s*$")
# A longer list of suggestions costs more than it helps; names and numbers are found all the same.
MOST_SUGGESTIONS = 1500


class ContactField(Words):
    """A mobile number or an e-mail; cleaned to {"phone": E.164} or {"email": lower case}."""

    def __init__(self, **options):
        options.setdefault("label", _("Mobile phone or e-mail"))
        super().__init__(max_length=254, **options)
        self.widget.attrs.update(autocapitalize="none", spellcheck="false")

    def clean(self, value):
        typed = super().clean(value)
        if not typed:
            return {}
        if "@" in typed:
            validate_email(typed)
            return {"email": typed.lower()}
        try:
            return {"phone": phones.parse(typed)}
        except phones.NotAMobile as error:
            raise forms.ValidationError(
                _("Enter a Vietnamese mobile number such as 0912 345 678, or an e-mail."), "contact"
            ) from error


class PlaceField(Words):
    """A producer or showroom by its name, or by its number after #: "HTX Tri Tôn #12"."""

    def __init__(self, model, **options):
        self.model = model
        attrs = {"list": f"all-{model._meta.model_name}s", "autocomplete": "off"}
        super().__init__(
            max_length=300, required=False, widget=forms.TextInput(attrs=attrs), **options
        )

    def clean(self, value):
        typed = super().clean(value)
        if not typed:
            return None
        if number := _NUMBER.search(typed):
            fitting = self.model.objects.filter(pk=number[1])
        else:
            fitting = [one for one in self.model.objects.all() if fold(str(one)) == fold(typed)]
        if len(fitting) == 1:
            return fitting[0]
        told = (
            _("Several have this name. Choose one from the list.")
            if fitting
            else _("“%(typed)s” is not known. Choose one from the list.")
        )
        raise forms.ValidationError(told, "unknown", {"typed": typed})


def suggestions(model) -> list[str]:
    """Every place as it can be chosen; one query."""
    name = "trade_name" if model is Producer else "name"
    rows = model.objects.order_by(name, "pk").values_list(name, "pk")[:MOST_SUGGESTIONS]
    return [f"{title} #{pk}" for title, pk in rows]
