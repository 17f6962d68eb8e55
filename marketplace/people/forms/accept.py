"""What a guest types: the code, then a password, and for the office the code of an app."""

from allauth.mfa.totp.internal.auth import validate_totp_code
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from marketplace.kernel.accounts.models import User
from marketplace.kernel.form_fields import Words
from marketplace.people.models import Invitation

from .fields import ContactField

LONGEST_PASSWORD = 128


class CodeForm(forms.Form):
    contact = ContactField(
        help_text=_("The one that stands on the paper or to which the message came."),
        widget=forms.TextInput(attrs={"autocomplete": "username"}),
    )
    code = Words(
        label=_("One-time code"),
        max_length=40,
        help_text=_("Four groups of four letters and digits."),
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "autocapitalize": "characters",
                "spellcheck": "false",
            }
        ),
    )

    def contact_typed(self) -> str:
        """The e-mail or phone, as one word."""
        return next(iter(self.cleaned_data["contact"].values()))


class AcceptForm(forms.Form):
    """secret: of the authenticator app that is being set up; without it none is asked for."""

    full_name = Words(
        label=_("Full name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    password = forms.CharField(
        label=_("New password"),
        max_length=LONGEST_PASSWORD,
        strip=False,
        help_text=_("At least 10 characters, not only digits."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    totp = Words(
        label=_("Code of the app"),
        max_length=12,
        help_text=_("Six digits that the app shows now."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )

    def __init__(self, *args, invitation: Invitation, secret: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        self.invitation, self.secret = invitation, secret
        self.initial.setdefault("full_name", invitation.full_name)
        if invitation.user_id:
            del self.fields["full_name"]
        if not secret:
            del self.fields["totp"]

    def clean_password(self):
        password, guest = self.cleaned_data["password"], self.invitation
        person = User(full_name=guest.full_name, email=guest.email, phone=guest.phone)
        validate_password(password, guest.user or person)
        return password

    def clean_totp(self):
        typed = self.cleaned_data["totp"]
        if not validate_totp_code(self.secret, typed):
            raise forms.ValidationError(
                _("This is not what the app shows now. Look at its clock, and try the next code."),
                "totp",
            )
        return typed
