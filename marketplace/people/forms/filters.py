"""What the lists can be narrowed to. Every field is optional; what cannot be read is left out."""

from django import forms
from django.utils.translation import gettext_lazy as _

from marketplace.kernel.form_fields import Words
from marketplace.people.models import Act
from marketplace.people.words import ROLE_NAMES


class _Filter(forms.Form):
    @property
    def asked(self) -> dict:
        """What could be read of the filters."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class PeopleFilter(_Filter):
    q = Words(label=_("Name, phone, e-mail, producer or showroom"), max_length=120, required=False)
    role = forms.ChoiceField(
        choices=[("", _("Who works with the centre")), *ROLE_NAMES.items()],
        label=_("Role"),
        required=False,
    )
    state = forms.ChoiceField(
        choices=[
            ("", _("All")),
            ("active", _("in use")),
            ("waiting", _("waits for a one-time code")),
            ("off", _("switched off")),
        ],
        label=_("State"),
        required=False,
    )


class LogFilter(_Filter):
    q = Words(label=_("Name or reason"), max_length=120, required=False)
    verb = forms.ChoiceField(
        choices=[("", _("All")), *Act.Verb.choices], label=_("What"), required=False
    )
    since = forms.DateField(
        label=_("Since"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
