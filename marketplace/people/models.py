import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from catalog.models import Producer
from marketplace.kernel import append_only, clock
from marketplace.kernel.accounts.models import User
from marketplace.kernel.fields import CleanCharField, CleanTextField
from showrooms.models import Showroom

VALIDITY = datetime.timedelta(days=14)


class Invitation(models.Model):
    """A one-time code: it makes an account, opens the office, or gives an account back.

    Written only by marketplace.people.doors. Of the code a keyed digest is kept, of the latest
    one alone; `serial` counts how many were asked for. An ended one keeps its state "open": the
    calendar says so, and a new code gives it new days. An invitation that leads into the office
    may need a second officer before its code opens anything.
    """

    class Kind(models.TextChoices):
        ACCOUNT = "account", _("New account")
        OFFICE = "office", _("Way into the office")
        RECOVERY = "recovery", _("Lost second factor")

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        ACCEPTED = "accepted", _("Accepted")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.ACCOUNT)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    full_name = CleanCharField(max_length=120)
    email = models.EmailField(null=True, blank=True)
    phone = models.CharField(max_length=16, null=True, blank=True)
    language = models.CharField(max_length=2, choices=User.Language.choices, default="vi")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="invitations"
    )
    roles = models.JSONField(default=list)
    producers = models.ManyToManyField(Producer, related_name="+")
    showrooms = models.ManyToManyField(Showroom, related_name="+")
    digest = models.CharField(max_length=64, null=True, unique=True)
    serial = models.PositiveIntegerField(default=0)
    sent_serial = models.PositiveIntegerField(default=0)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    invited_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()
    needs_second = models.BooleanField(default=False)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(email__isnull=False) | Q(phone__isnull=False),
                name="guest_can_be_reached",
            ),
            models.CheckConstraint(
                condition=~Q(confirmed_by=F("invited_by")), name="second_officer_is_another"
            ),
            models.CheckConstraint(
                condition=Q(kind="account") | Q(user__isnull=False),
                name="invitation_of_somebody_known",
            ),
            models.CheckConstraint(
                condition=~Q(state="accepted") | Q(user__isnull=False),
                name="accepted_by_somebody",
            ),
            models.UniqueConstraint(
                Lower("email"),
                condition=Q(state="open", kind="account"),
                name="one_open_invitation_per_email",
            ),
            models.UniqueConstraint(
                fields=["phone"],
                condition=Q(state="open", kind="account"),
                name="one_open_invitation_per_phone",
            ),
            models.UniqueConstraint(
                fields=["user"], condition=Q(state="open"), name="one_open_invitation_per_user"
            ),
        ]

    def __str__(self):
        return self.full_name


@append_only.protect
class Act(models.Model):
    """What somebody did to somebody's account. Only ever added, by marketplace.people.doors.

    before, after: only what the act changed, phones and e-mails shortened. The address of
    whoever acted is not kept: the account says who it was, and an address here could never be
    deleted (law 91/2025/QH15, minimisation).
    """

    class Verb(models.TextChoices):
        INVITED = "invited", _("Invited")
        OFFICE_OFFERED = "office_offered", _("Offered the office")
        CODE_PRINTED = "code_printed", _("Printed a code")
        CODE_SENT = "code_sent", _("Sent a code")
        CONFIRMED = "confirmed", _("Confirmed as second officer")
        WITHDRAWN = "withdrawn", _("Withdrew the invitation")
        ACCEPTED = "accepted", _("Accepted the invitation")
        TIED = "tied", _("Tied to a place")
        UNTIED = "untied", _("Untied from a place")
        ROLE_GIVEN = "role_given", _("Gave a role")
        ROLE_TAKEN = "role_taken", _("Took a role")
        CORRECTED = "corrected", _("Corrected name or contact")
        FACTORS_RESET = "factors_reset", _("Reset second factors")
        SIGNED_OUT = "signed_out", _("Signed out everywhere")
        DISABLED = "disabled", _("Switched off")
        ENABLED = "enabled", _("Switched on")
        REMOVED = "removed", _("Removed")
        EXPORTED = "exported", _("Exported a list")

    verb = models.CharField(max_length=20, choices=Verb.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    whom = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="acts"
    )
    invitation = models.ForeignKey(Invitation, models.PROTECT, null=True, related_name="acts")
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    reason = CleanTextField(blank=True)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        indexes = [models.Index(fields=["-at"], name="acts_by_time")]

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M} {self.verb}"
