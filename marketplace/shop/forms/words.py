"""Form fields for what buyers type: one line of clean words, a mobile number."""

from django import forms
from django.utils.translation import gettext_lazy as _

from marketplace.kernel import phone
from marketplace.kernel.form_fields import Words

__all__ = ["Phone", "Words"]


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
