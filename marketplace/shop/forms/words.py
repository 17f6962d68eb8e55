"""Form fields for what people type: one line of clean words, a mobile number."""

from django import forms
from django.utils.translation import gettext_lazy as _

from marketplace.kernel import phone
from marketplace.kernel.fields import refuse_controls
from marketplace.kernel.text import nfc


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


class Phone(forms.CharField):
    """A Vietnamese mobile number as people write it, kept in E.164 ("+84912345678")."""

    WRONG = _("Enter a mobile number of 10 digits, like 0912 345 678.")

    def __init__(self, **options):
        super().__init__(max_length=40, **options)
        self.widget.attrs.pop("maxlength", None)
        self.error_messages["max_length"] = self.WRONG

    def clean(self, value):
        typed = super().clean(value)
        try:
            return phone.parse(typed) if typed else ""
        except phone.NotAMobile as error:
            raise forms.ValidationError(self.WRONG, "invalid") from error
