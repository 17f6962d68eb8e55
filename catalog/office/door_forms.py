"""What each door of the register asks: a reason, a day, a document."""

import datetime

from django import forms
from django.utils.translation import gettext_lazy as _

from catalog.certification.validity import LONGEST_REVIEW_DAYS
from catalog.models import StarCertification
from catalog.papers import PaperField
from marketplace.kernel import clock
from marketplace.kernel.form_fields import Words

from .fields import DayField

LONGEST_REASON = 1000


class DoorForm(forms.Form):
    """Nothing to ask. `row` is the certification that the door is about."""

    def __init__(self, *args, row: StarCertification, **kwargs):
        super().__init__(*args, **kwargs)
        self.row = row


class ReasonForm(DoorForm):
    reason = Words(
        label=_("Reason"),
        lines=True,
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class PaperForm(DoorForm):
    """The paper on which the authority says so, where there is one."""

    document = Words(
        label=_("Number of the document"), max_length=120, required=False, help_text="58/QĐ-UBND"
    )
    scan = PaperField(label=_("Scan of the document"))


class ResumeForm(PaperForm, ReasonForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = False
        self.fields["reason"].label = _("What the inspection found")


class SuspendForm(PaperForm, ReasonForm):
    review_on = DayField(label=_("Looked at again by"), help_text=_("In 30 days at the latest."))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        latest = clock.today() + datetime.timedelta(days=LONGEST_REVIEW_DAYS)
        self.fields["review_on"].initial = latest


class RevokeForm(PaperForm):
    reason = forms.ChoiceField(
        choices=[("", "—"), *StarCertification.RevocationReason.choices], label=_("Reason")
    )
    document = Words(label=_("Number of the document"), max_length=120, help_text="58/QĐ-UBND")
    field_order = ("reason", "document", "scan", "effective_on")
    effective_on = DayField(
        label=_("Without stars from"),
        help_text=_("The day before is the last one with stars."),
        initial=clock.today,
    )


class ExtendForm(PaperForm):
    until = DayField(label=_("Runs on until"), help_text=_("The last day, inclusive."))
    document = Words(label=_("Number of the document"), max_length=120)
    field_order = ("until", "document", "scan")


class SupersedeForm(DoorForm):
    successor = forms.ModelChoiceField(
        StarCertification.objects.none(), label=_("Replaced by"), empty_label=None
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["successor"].queryset = successors(self.row)
        self.fields["successor"].label_from_instance = _named


def successors(row: StarCertification):
    """The certificates of newer decisions that wait for verification."""
    return (
        StarCertification.objects.filter(
            product_id=row.product_id,
            status=StarCertification.Status.PENDING,
            effective_on__gt=row.effective_on,
        )
        .select_related("decision")
        .order_by("-effective_on", "pk")
    )


def _named(row: StarCertification) -> str:
    return f"{row.stars} ★ · {row.decision}"
