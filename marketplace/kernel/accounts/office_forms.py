"""People as the office enters them: one full name, a phone, an e-mail, roles."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.users.forms import UserCreationForm, UserEditForm

from marketplace.kernel import phone as phones
from marketplace.kernel.fields import refuse_controls

from .models import User


class _Person(forms.ModelForm):
    """What both forms share; Wagtail's own ask for a first and a last name."""

    first_name = None
    last_name = None
    full_name = forms.CharField(label=_("Full name"), max_length=120, validators=[refuse_controls])
    phone = forms.CharField(label=_("Mobile phone"), required=False, max_length=30)
    email = forms.EmailField(label=_("E-mail"), required=False)

    def clean_email(self):
        return (self.cleaned_data["email"] or "").lower() or None

    def clean_phone(self):
        typed = self.cleaned_data["phone"]
        try:
            return phones.parse(typed) if typed else None
        except phones.NotAMobile as error:
            told = _("Enter a Vietnamese mobile number, for example 0912 345 678.")
            raise ValidationError(told, "phone") from error

    def _clean_username(self):
        email, phone = self.cleaned_data.get("email"), self.cleaned_data.get("phone")
        if not (email or phone or self.errors):
            self.add_error("email", _("Enter a phone or an e-mail: one of them is needed."))
        others = User.objects.exclude(pk=self.instance.pk)
        if email and others.filter(email__iexact=email).exists():
            self.add_error("email", _("Somebody else has this e-mail."))
        if phone and others.filter(phone=phone).exists():
            self.add_error("phone", _("Somebody else has this number."))

    def save(self, commit=True):
        """What the office enters counts as verified."""
        self.instance.phone_verified = bool(self.cleaned_data["phone"])
        user = super().save(commit)
        if commit and user.email:
            user.emailaddress_set.exclude(email=user.email).delete()
            user.emailaddress_set.update_or_create(
                email=user.email, defaults={"verified": True, "primary": True}
            )
        return user


class PersonCreationForm(_Person, UserCreationForm):
    class Meta(UserCreationForm.Meta):
        fields = ["full_name", "phone", "email", "is_superuser", "groups"]


class PersonEditForm(_Person, UserEditForm):
    class Meta(UserEditForm.Meta):
        fields = ["full_name", "phone", "email", "is_active", "is_superuser", "groups"]


class NameForm(forms.ModelForm):
    """One's own name on Wagtail's account page; the rest is changed below /accounts/."""

    class Meta:
        model = User
        fields = ["full_name"]
