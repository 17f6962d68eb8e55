"""Where somebody is: province, then commune, without a script; old names find today's places."""

from django import forms
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from catalog.models import AdminUnit, Place
from catalog.places import CURRENT, communes_of, find, formers_of, full_name, provinces
from marketplace.kernel.form_fields import Words

Level = AdminUnit.Level
# Pressing one of these asks for the list of communes; nothing is saved yet.
ASKING = ("show_communes", "find_place")


class PlaceFields(forms.Form):
    """The fields of a place, for a form that has one.

    The communes to choose from are those of the province and those that the old name means.
    """

    province = forms.ChoiceField(
        label=_("Province"), error_messages={"required": _("Choose the province.")}
    )
    old_name = Words(
        label=_("Old or new name of the place"),
        max_length=200,
        required=False,
        help_text=_("For example: P. Mỹ Long, TP. Long Xuyên. Old names lead to today's communes."),
    )
    commune = forms.ChoiceField(
        label=_("Commune or ward"),
        error_messages={
            "required": _("Choose the commune or ward."),
            "invalid_choice": _("This commune is not in that province. Choose again."),
        },
    )
    legacy_commune = forms.ChoiceField(
        label=_("Commune before July 2025"),
        required=False,
        help_text=_("Reports on the map of before July 2025 count the producer there."),
        error_messages={
            "invalid_choice": _("Today's commune was not made from that one. Choose again.")
        },
    )
    hamlet = Words(label=_("Hamlet"), max_length=80, required=False)
    address_line = Words(label=_("House number and street"), max_length=160, required=False)
    as_written = Words(
        label=_("Address as the certificate has it"),
        max_length=500,
        required=False,
        help_text=_("With its old names. Once saved it is kept as it is."),
    )

    def __init__(self, *args, place: Place | None = None, **options):
        if place is not None:
            options["initial"] = _shown(place) | (options.get("initial") or {})
        super().__init__(*args, **options)
        if place is not None and place.as_written:
            self.fields["as_written"].disabled = True
            self.initial["as_written"] = place.as_written
        self.found = find(self._asked("old_name")) if self._asked("old_name") else []
        self._offer_provinces()
        self._offer_communes()
        self._offer_formers(place)

    def clean(self):
        read = super().clean()
        read.pop("old_name", None)
        read.pop("province", None)
        if "commune" in read:
            read["commune"] = self.communes[read["commune"]]
        read["legacy_commune"] = self.formers.get(read.get("legacy_commune"))
        return read

    def place(self) -> dict:
        """What was written of the place, by the names that the doors take; of a valid form."""
        names = ("commune", "legacy_commune", "hamlet", "address_line", "as_written")
        return {name: self.cleaned_data[name] for name in names}

    def _asked(self, name: str) -> str:
        value = self.data.get(name, "") if self.is_bound else self.initial.get(name)
        return str(value or "")

    def _offer_provinces(self) -> None:
        listed = provinces()
        self._provinces = {str(unit.pk): unit for unit in listed}
        named = [(str(unit.pk), unit.name) for unit in listed]
        self.fields["province"].choices = [("", gettext("Choose …")), *named]

    def _offer_communes(self) -> None:
        province = self._provinces.get(self._asked("province"))
        inside = communes_of(province) if province else []
        meant = [unit for unit in self.found if unit.level == Level.COMMUNE]
        self.communes = {str(unit.pk): unit for unit in (*inside, *meant)}
        listed: list = [("", gettext("Choose …"))]
        if meant:
            listed.append((self._asked("old_name"), [_with_province(unit) for unit in meant]))
        if inside:
            others = [_alone(unit) for unit in inside if unit not in meant]
            listed.append((province.name, others))
        self.fields["commune"].choices = listed

    def _offer_formers(self, place: Place | None) -> None:
        """What went into the commune; empty while none is chosen."""
        chosen = self._asked("commune")
        formers = formers_of(self.communes[chosen]) if chosen in self.communes else []
        if place and place.legacy_commune and chosen == str(place.commune_id):
            formers = list(dict.fromkeys([*formers, place.legacy_commune]))
        self.formers = {str(unit.pk): unit for unit in formers}
        named = [(pk, full_name(unit, get_language() or "vi")) for pk, unit in self.formers.items()]
        self.fields["legacy_commune"].choices = [("", gettext("Not known")), *named]


def asking(form: type[PlaceFields], posted) -> dict:
    """What such a form begins with when its list of communes was asked for: all that was typed.

    A name that means one place of today chooses it; a province as well.
    """
    typed = {
        name: field.widget.value_from_datadict(posted, {}, name)
        for name, field in form.base_fields.items()
    }
    if "find_place" not in posted:
        return typed
    found = find(typed["old_name"] or "")
    around = {unit.parent_id if unit.level == Level.COMMUNE else unit.pk for unit in found}
    if len(around) == 1:
        typed["province"] = str(around.pop())
    if len(found) == 1 and found[0].level == Level.COMMUNE:
        typed["commune"] = str(found[0].pk)
    return typed


def _shown(place: Place) -> dict:
    commune = place.commune
    known = commune.vintage_id == CURRENT
    return {
        "province": str(commune.parent_id) if known else "",
        "commune": str(commune.pk) if known else "",
        "old_name": "" if known else commune.name,
        "legacy_commune": str(place.legacy_commune_id or ""),
        "hamlet": place.hamlet,
        "address_line": place.address_line,
        "as_written": place.as_written,
    }


def _alone(unit: AdminUnit) -> tuple[str, str]:
    """ "Long Xuyên (phường)": typing the first letters finds it in a list."""
    return str(unit.pk), f"{unit.name} ({unit.kind})"


def _with_province(unit: AdminUnit) -> tuple[str, str]:
    return str(unit.pk), f"{unit.name} ({unit.kind}), {unit.parent.name}"
