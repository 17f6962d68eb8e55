"""What an officer sends in, and what a second one answers to a row in doubt."""

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from catalog.intake import SheetRefused, Upload
from catalog.intake.reading import LARGEST_FILE
from catalog.models import ImportRun, ReviewRow
from marketplace.kernel.form_fields import Words

from .products import ProductField, resolve

NEW = "new"


class SendForm(forms.Form):
    """The kind of sheet, and the file. `upload` is what to receive."""

    kind = forms.ChoiceField(
        choices=ImportRun.Kind.choices, label=_("What the sheet holds"), widget=forms.RadioSelect
    )
    file = forms.FileField(
        label=_("Sheet (XLSX or CSV)"),
        allow_empty_file=True,
        max_length=200,
        help_text=_("At most 8 MB and 10,000 rows. Nothing is entered yet: first it is checked."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv,.txt,.tsv"}),
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        # One byte more than allowed is enough for the door to refuse it.
        self.upload = Upload(file.name, file.read(LARGEST_FILE + 1))
        return file

    def refuse(self, refused: SheetRefused) -> None:
        self.add_error("file", refused.reason.words(get_language() or "vi"))


class AnswerForm(forms.Form):
    """Which producer or product a row in doubt means.

    `candidates` are (value, label) pairs; `may_be_new` and `may_be_other` open two more answers.
    """

    means = forms.ChoiceField(label=_("The row means"), widget=forms.RadioSelect, required=False)
    other = ProductField(label=_("Another product"), required=False)

    def __init__(self, *args, candidates, may_be_new: str = "", may_be_other: bool, **kwargs):
        super().__init__(*args, **kwargs)
        new = [(NEW, may_be_new)] if may_be_new else []
        self.fields["means"].choices = [*candidates, *new]
        if may_be_other:
            typed = self.data.get("other", "")
            self.fields["other"].found = resolve([typed])
        else:
            del self.fields["other"]

    def clean(self):
        read = super().clean()
        if not self.errors and not (read.get("means") or read.get("other")):
            self.add_error("means", _("Choose what the row means."))
        return read


class DismissForm(forms.Form):
    reason = Words(label=_("Why it is set aside"), max_length=300)


class ReviewFilter(forms.Form):
    """What the list of rows in doubt can be narrowed to."""

    state = forms.ChoiceField(
        choices=[*ReviewRow.State.choices, ("all", _("All"))],
        label=_("State"),
        required=False,
    )
    kind = forms.ChoiceField(
        choices=[("", _("All")), *ImportRun.Kind.choices],
        label=_("What the sheet holds"),
        required=False,
    )

    @property
    def asked(self) -> dict:
        """What could be read; rows that wait, unless another state is asked for."""
        self.is_valid()
        state = self.cleaned_data.get("state") or ReviewRow.State.WAITING
        asked = {} if state == "all" else {"state": state}
        if kind := self.cleaned_data.get("kind"):
            asked["run__kind"] = kind
        return asked
