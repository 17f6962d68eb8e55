"""Form fields for what people type: clean words, whole numbers, amounts of dong."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from .fields import refuse_controls
from .text import nfc

_GROUPED = re.compile(r"\d{1,3}(?:[. ,]\d{3})+", re.ASCII)
_CURRENCY = re.compile(r"\s*(?:₫|đồng|đ|dong|vnd|vnđ)$", re.IGNORECASE)
_LONGEST_NUMBER = 30
_HIGHEST = 10**12


class Words(forms.CharField):
    """Text in NFC without control characters; white space is joined unless lines are kept."""

    default_validators = [refuse_controls]

    def __init__(self, *, lines=False, too_long=None, **options):
        super().__init__(**options)
        self.lines = lines
        # The browser would cut a long text in silence; the sentence tells what to do.
        self.widget.attrs.pop("maxlength", None)
        self.error_messages["max_length"] = too_long or _(
            "This is too long. Please use at most %(limit_value)d characters."
        )

    def to_python(self, value):
        value = nfc(super().to_python(value))
        return value if self.lines else " ".join(value.split())


class WholeField(forms.Field):
    """A whole number as people write it ("1.000", "1 000"); None where it may stay empty."""

    wrong = _("Write a whole number, for example 1.000.")

    def __init__(self, *, lowest: int = 0, highest: int = _HIGHEST, wrong=None, **options):
        options.setdefault(
            "widget", forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
        )
        super().__init__(**options)
        self.lowest, self.highest = lowest, highest
        self.wrong = wrong or self.wrong

    def to_python(self, value):
        if isinstance(value, int) or value in self.empty_values:
            return None if value in self.empty_values else value
        typed = self.bare(str(value).replace("\u00a0", " ").strip())
        if not typed:
            return None
        plain = re.sub(r"[. ,]", "", typed) if _GROUPED.fullmatch(typed) else typed
        if len(plain) > _LONGEST_NUMBER or not (plain.isascii() and plain.isdigit()):
            raise forms.ValidationError(self.wrong, "whole")
        return int(plain)

    def validate(self, value):
        super().validate(value)
        if value is not None and not self.lowest <= value <= self.highest:
            raise forms.ValidationError(self.wrong, "range")

    def prepare_value(self, value):
        return f"{value:,}".replace(",", ".") if isinstance(value, int) else value

    def bare(self, typed: str) -> str:
        """What was typed, without the name of its unit."""
        return typed


class DongFormField(WholeField):
    """An amount as people write it ("75.000", "75000 đ"), as an int of whole dong."""

    wrong = _("Write whole dong, for example 75.000.")

    def bare(self, typed):
        return _CURRENCY.sub("", typed)
