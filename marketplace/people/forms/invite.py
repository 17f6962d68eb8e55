"""Whom an officer asks in, and for what."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalog.models import Producer
from marketplace.kernel.accounts.models import User
from marketplace.kernel.accounts.roles import OFFICER
from marketplace.kernel.form_fields import Words
from marketplace.people.doors import Guest
from showrooms.models import Showroom

from .fields import ContactField, PlaceField

MOST_PRODUCERS, MOST_SHOWROOMS = 3, 2
LONGEST_REASON = 500


class InviteForm(forms.Form):
    """Name, one way to be reached, and what the account is for."""

    full_name = Words(label=_("Full name"), max_length=120)
    contact = ContactField(help_text=_("The code is sent there. The person signs in with it."))
    language = forms.ChoiceField(
        choices=User.Language.choices, label=_("Language of messages"), initial="vi"
    )
    officer = forms.BooleanField(
        label=_("Officer of the centre"),
        required=False,
        help_text=_("Enters the office. Another officer has to confirm, and everybody is told."),
    )
    reason = Words(
        label=pgettext_lazy("of an act", "Note for the log"),
        max_length=LONGEST_REASON,
        required=False,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        places = [
            (Producer, pgettext_lazy("place of work", "Producer"), MOST_PRODUCERS),
            (Showroom, _("Showroom"), MOST_SHOWROOMS),
        ]
        for model, label, most in places:
            for number in range(1, most + 1):
                name = f"{model._meta.model_name}_{number}"
                self.fields[name] = PlaceField(model, label=f"{label} {number}")
        ties = [name for name in self.fields if name[-1].isdigit()]
        self.order_fields(["full_name", "contact", "language", *ties, "officer", "reason"])

    def clean(self):
        read = super().clean()
        if not (self.errors or read["officer"] or self._places(Producer) or self._places(Showroom)):
            raise forms.ValidationError(
                _("Say what the account is for: a producer, a showroom or the office."), "nothing"
            )
        return read

    def guest(self) -> Guest:
        """Who was typed, for the door."""
        read = self.cleaned_data
        return Guest(
            full_name=read["full_name"],
            language=read["language"],
            roles=(OFFICER,) if read["officer"] else (),
            producers=self._places(Producer),
            showrooms=self._places(Showroom),
            **read["contact"],
        )

    def _places(self, model) -> tuple:
        name = f"{model._meta.model_name}_"
        chosen = [value for key, value in self.cleaned_data.items() if key.startswith(name)]
        return tuple(dict.fromkeys(place for place in chosen if place))
