from allauth.account import forms as allauth_forms
from allauth.account.internal.flows.login import derive_login_method
from allauth.core import context
from allauth.mfa.webauthn import forms as webauthn_forms
from django import forms
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from marketplace.kernel import phone as phones
from marketplace.kernel.fields import refuse_controls
from marketplace.kernel.text import nfc

from .models import User

# In the session: what a page that leads to signing up knows already, by field.
SIGN_UP_WITH = "sign_up_with"


def _contact_field() -> forms.CharField:
    return forms.CharField(
        label=_("Mobile phone or e-mail"),
        max_length=254,
        validators=[refuse_controls],
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )


def _without_placeholders(form) -> None:
    # Labels stand above the fields and stay there; a placeholder goes away when typed over.
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)


class LoginForm(allauth_forms.LoginForm):
    """One field for phone or e-mail, one for the password."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"] = _contact_field()
        self.fields["password"].help_text = ""
        self.order_fields(["login", "password"])
        _without_placeholders(self)

    def clean_login(self):
        """The phone in E.164, the e-mail in lower case, or what was typed: it fits nobody."""
        typed = super().clean_login()
        try:
            return phones.parse(typed)
        except phones.NotAMobile:
            return typed.lower()

    def clean(self):
        if self.cleaned_data.get("login") and derive_login_method(
            self.cleaned_data["login"]
        ).value not in ("email", "phone"):
            self.add_error("login", _("Enter a mobile number or an e-mail address."))
        return super().clean()


class LoginCodeForm(allauth_forms.RequestLoginCodeForm):
    """Asks where to send a code: to a phone or to an e-mail, and to one of them."""

    def clean(self):
        cleaned = super().clean()
        # The library takes two empty fields for a valid form, and then misses its user.
        if not self.errors and not cleaned.get("phone") and not cleaned.get("email"):
            raise forms.ValidationError(_("Enter a mobile number or an e-mail address."), "neither")
        return cleaned


def _known_already() -> dict[str, str]:
    known = dict(context.request.session.get(SIGN_UP_WITH, {}))
    if phone := known.get("contact"):
        known["contact"] = phones.display(phone)
    return known


class SignupForm(allauth_forms.SignupForm):
    """A buyer's account: name, phone or e-mail, password."""

    full_name = forms.CharField(
        label=_("Full name"),
        max_length=120,
        validators=[refuse_controls],
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["email"], self.fields["phone"]
        self.fields["contact"] = _contact_field()
        if "password1" in self.fields:
            self.fields["password1"].help_text = _("At least 10 characters, not only digits.")
        self.order_fields(["full_name", "contact", "password1"])
        self.initial = {**_known_already(), **self.initial}
        _without_placeholders(self)

    def clean_full_name(self):
        return " ".join(nfc(self.cleaned_data["full_name"]).split())

    def clean_contact(self):
        """Splits into what the library knows: an e-mail or a phone."""
        typed = self.cleaned_data["contact"].strip()
        if "@" not in typed:
            self.cleaned_data["phone"] = self._phone(typed)
            return typed
        validate_email(typed)
        self.cleaned_data["email"] = self.validate_unique_email(typed.lower())
        return typed

    def _phone(self, typed: str) -> str:
        try:
            return phones.parse(typed)
        except phones.NotAMobile as error:
            raise forms.ValidationError(
                _("Enter a Vietnamese mobile number such as 0912 345 678, or an e-mail."), "contact"
            ) from error


class _NamedKey(forms.Form):
    """The library leaves the label of the name to its English default."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of this passkey")


class AddPasskeyForm(_NamedKey, webauthn_forms.AddWebAuthnForm):
    """A passkey, with a name that tells it from the others."""


class EditPasskeyForm(_NamedKey, webauthn_forms.EditWebAuthnForm):
    """Another name for a passkey."""


class LanguageForm(forms.Form):
    """In which language one is written to."""

    language = forms.ChoiceField(
        label=_("Messages to me are written in"), choices=User.Language.choices
    )
