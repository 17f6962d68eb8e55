"""What an officer fills in: a report to make, a round, a figure, why something is corrected."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from catalog.models import AdminUnit, LegalForm
from marketplace.kernel import clock
from marketplace.kernel.form_fields import WholeField, Words

from . import words
from .counting import Scope
from .lines import STARS
from .models import AssessmentRound, Report, TypedFigure
from .periods import map_on, span
from .tally import ROUND
from .typed import areas

EARLIEST, LATEST = 2018, 2100
PERIODS = [
    ("first", gettext_lazy("First half of the year")),
    ("second", gettext_lazy("Second half of the year")),
    ("year", gettext_lazy("Whole year")),
    ("free", gettext_lazy("Other days")),
]


def _day(**options) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(widget=widget, **options)


def area_choices(*, whole: bool) -> list:
    """Provinces of both maps, as "map:id"; whole: also all of each map together."""
    found = {geography: [] for geography in reversed(Report.Map.values)}
    if whole:
        for geography, choices in found.items():
            choices.append((f"{geography}:", capfirst(_("all provinces of the register"))))
    for unit in areas():
        if unit.vintage_id in found:
            found[unit.vintage_id].append((f"{unit.vintage_id}:{unit.pk}", unit.name))
    return [(Report.Map(geography).label, choices) for geography, choices in found.items()]


class AreaField(forms.ChoiceField):
    """A map and one of its provinces, or all of them; gives (map, AdminUnit or None)."""

    def __init__(self, *, whole: bool = False, **options):
        super().__init__(choices=lambda: area_choices(whole=whole), **options)

    def clean(self, value):
        geography, _colon, pk = super().clean(value).partition(":")
        return geography, AdminUnit.objects.get(pk=pk) if pk else None


class ReportForm(forms.Form):
    """Which period, and where; of a half-year and a year only the year is asked."""

    period = forms.ChoiceField(label=gettext_lazy("Period"), choices=PERIODS)
    year = forms.IntegerField(
        label=gettext_lazy("Year"), min_value=EARLIEST, max_value=LATEST, required=False
    )
    starts_on = _day(label=gettext_lazy("First day"), required=False)
    ends_on = _day(
        label=gettext_lazy("Last day"),
        required=False,
        help_text=gettext_lazy("Only for other days."),
    )
    place = AreaField(label=gettext_lazy("Map and province"), whole=True)
    forms_ = forms.ChoiceField(label=gettext_lazy("Legal forms"), choices=Report.Forms.choices)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        today = clock.today()
        self.fields["year"].initial = today.year
        self.fields["period"].initial = "first" if today.month > 6 else "second"
        self.fields["place"].initial = f"{map_on(today)}:"

    def clean(self):
        told = super().clean()
        if told.get("period") == "free":
            self._wants("starts_on", "ends_on")
            first, last = told.get("starts_on"), told.get("ends_on")
            if first and last and last < first:
                self.add_error("ends_on", _("The last day comes before the first."))
        else:
            self._wants("year")
        return told

    def _wants(self, *names):
        for name in names:
            if self.cleaned_data.get(name) is None and name not in self.errors:
                self.add_error(name, _("This field is required."))

    def scope(self) -> Scope:
        told = self.cleaned_data
        geography, area = told["place"]
        kind, first, last = self._span()
        return Scope(kind, first, last, geography, told["forms_"], area)

    def _span(self) -> tuple:
        told, Kind = self.cleaned_data, Report.Kind
        if told["period"] == "free":
            return Kind.FREE, told["starts_on"], told["ends_on"]
        if told["period"] == "year":
            return Kind.YEAR, *span(Kind.YEAR, told["year"])
        half = 1 if told["period"] == "first" else 2
        return Kind.HALF_YEAR, *span(Kind.HALF_YEAR, told["year"], half)


class SelectionForm(forms.Form):
    """Which records are looked at; every choice may stay open."""

    kind = forms.ChoiceField(label=pgettext_lazy("of a record", "Kind"), required=False)
    star = forms.ChoiceField(label=gettext_lazy("Stars of a product"), required=False)
    group = forms.ChoiceField(label=gettext_lazy("Group"), required=False)
    form = forms.MultipleChoiceField(
        label=gettext_lazy("Legal form"),
        choices=LegalForm.choices,
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 3}),
    )
    place = forms.ChoiceField(label=gettext_lazy("Place"), required=False)

    def __init__(self, *args, frame: dict, **kwargs):
        super().__init__(*args, **kwargs)
        named = {
            "kind": words.KINDS.items(),
            "star": [(star, words.STAR_NAMES[star]) for star in STARS],
            "group": [(key, words.named(names)) for key, *names in frame["groups"]],
            "place": [(code, words.named(names)) for code, *names in frame["places"]],
        }
        for name, choices in named.items():
            self.fields[name].choices = [("", _("All")), *choices]


class TypedForm(forms.Form):
    """What every typed row says: where, and from which paper."""

    area = AreaField(label=gettext_lazy("Province"))
    source = Words(
        label=gettext_lazy("Source"),
        max_length=200,
        help_text=gettext_lazy("The paper it stands in: number, day, who signed."),
    )

    def told(self) -> dict:
        """The fields of the row."""
        _map, area = self.cleaned_data["area"]
        return self.cleaned_data | {"area": area}


class RoundForm(TypedForm):
    """One round of evaluation; a number that the minutes do not tell stays empty."""

    name = Words(label=gettext_lazy("Round"), max_length=80)
    held_on = _day(
        label=gettext_lazy("Held on"),
        help_text=gettext_lazy("The day of its decision, if that came later."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ROUND:
            label = AssessmentRound._meta.get_field(name).verbose_name
            self.fields[name] = WholeField(
                label=str(label).capitalize(), required=name == "entered", highest=1_000_000
            )
        self.order_fields(["area", "name", "held_on", *ROUND, "source"])


class FigureForm(TypedForm):
    """A target, or what was done in a period."""

    code = forms.ChoiceField(label=gettext_lazy("Figure"), choices=TypedFigure.Code.choices)
    starts_on = _day(label=gettext_lazy("First day"))
    ends_on = _day(label=gettext_lazy("Last day"))
    value = WholeField(label=gettext_lazy("Number"))
    up_to = WholeField(
        label=pgettext_lazy("of a range", "Up to"),
        required=False,
        help_text=gettext_lazy("Of a range, such as 6 to 8."),
    )
    field_order = ["area", "code", "starts_on", "ends_on", "value", "up_to", "source"]

    def clean(self):
        told = super().clean()
        first, last = told.get("starts_on"), told.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The last day comes before the first."))
        return told


class WhyForm(forms.Form):
    """Why a typed row is taken out."""

    source = Words(label=gettext_lazy("Why"), max_length=200)


class ReasonForm(forms.Form):
    """Why a final report is corrected."""

    reason = Words(
        label=gettext_lazy("What is corrected, and why"),
        max_length=500,
        lines=True,
        widget=forms.Textarea,
    )
