"""What each door to a person asks: a reason, a place, a role."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalog.models import Producer
from marketplace.kernel import phone as phones
from marketplace.kernel.accounts.models import User
from marketplace.kernel.accounts.roles import ROLES
from marketplace.kernel.form_fields import Words
from marketplace.people.doors import GIVEN
from marketplace.people.words import ROLE_NAMES
from marketplace.shop.forms.words import Phone
from showrooms.models import Showroom

from .fields import PlaceField
from .invite import LONGEST_REASON


class DoorForm(forms.Form):
    """Nothing but a note, which may stay empty. `person` is whom the door is about."""

    reason = Words(
        label=pgettext_lazy("of an act", "Note for the log"),
        max_length=LONGEST_REASON,
        required=False,
    )

    def __init__(self, *args, person: User, **kwargs):
        super().__init__(*args, **kwargs)
        self.person = person


class ReasonForm(DoorForm):
    reason = Words(label=_("Reason"), max_length=LONGEST_REASON, help_text=_("Stays in the log."))


class TieForm(DoorForm):
    producer = PlaceField(Producer, label=pgettext_lazy("place of work", "Producer"))
    showroom = PlaceField(Showroom, label=_("Showroom"))
    field_order = ["producer", "showroom"]

    def clean(self):
        read = super().clean()
        if not (self.errors or read["producer"] or read["showroom"]):
            raise forms.ValidationError(_("Choose a producer or a showroom."), "nothing")
        return read


class UntieForm(DoorForm):
    place = forms.ChoiceField(label=_("Producer or showroom"))
    field_order = ["place"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        ties = [tie.producer for tie in self.person.producer_memberships.all()]
        ties += [post.showroom for post in self.person.keeper_posts.all()]
        self.places = {f"{place._meta.model_name}-{place.pk}": place for place in ties}
        self.fields["place"].choices = [(key, str(one)) for key, one in self.places.items()]

    def clean_place(self):
        return self.places[self.cleaned_data["place"]]


class _RoleForm(DoorForm):
    role = forms.ChoiceField(label=_("Role"))
    field_order = ["role"]

    def offer(self, roles) -> None:
        self.fields["role"].choices = [(role, ROLE_NAMES[role]) for role in roles]

    @property
    def held(self) -> set[str]:
        return {group.name for group in self.person.groups.all()}


class GiveForm(_RoleForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.offer([role for role in GIVEN if role not in self.held])


class TakeForm(ReasonForm, _RoleForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.offer([role for role in ROLES if role in self.held])


class CorrectForm(ReasonForm):
    full_name = Words(label=_("Full name"), max_length=120)
    phone = Phone(label=_("Mobile phone"), required=False)
    email = forms.EmailField(label=_("E-mail"), required=False, max_length=254)
    field_order = ["full_name", "phone", "email"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        person = self.person
        self.initial = {
            "full_name": person.full_name,
            "phone": phones.display(person.phone or ""),
            "email": person.email,
        } | self.initial

    def clean_email(self):
        return self.cleaned_data["email"].lower() or None

    def clean_phone(self):
        return self.cleaned_data["phone"] or None

    def clean(self):
        read = super().clean()
        if not (self.errors or read["phone"] or read["email"]):
            self.add_error("phone", _("Enter a phone or an e-mail: one of them is needed."))
        return read
