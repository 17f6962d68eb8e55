"""One's own name, as the office asks for it."""

from django import forms

from .models import User


class NameForm(forms.ModelForm):
    """On Wagtail's account page; the rest is changed below /accounts/."""

    class Meta:
        model = User
        fields = ["full_name"]
