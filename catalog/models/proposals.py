from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from oscar.apps.catalogue.models import Product

from marketplace.kernel import append_only, clock
from marketplace.kernel.fields import CleanCharField, CleanTextField
from marketplace.kernel.media import private_store

from .media import PrivateDocument
from .producers import Producer


class Proposal(models.Model):
    """What a producer wants the centre to enter or to change. Written only by catalog.proposals.

    The live version stays as it is until an officer accepts. `payload` holds the proposed values
    by field, texts in NFC; `base` the live values that the producer saw; what differs between the
    two is the proposal. `version` grows with every change, so that an officer decides on what
    was on the screen. Pictures are named in payload["photos"] in their order: "image:7" is one of
    the shop, "file:3" a ProposalFile that nobody else sees before it is accepted.
    """

    class Kind(models.TextChoices):
        CHANGE = "change", _("change of a product")
        NEW = "new", _("new product")
        FACTS = "facts", _("change of the producer's own data")
        CERTIFICATE = "certificate", _("scan of a certificate")

    class State(models.TextChoices):
        DRAFT = "draft", _("not sent yet")
        SUBMITTED = "submitted", _("waiting for the centre")
        RETURNED = "returned", _("sent back to the producer")
        ACCEPTED = "accepted", pgettext_lazy("of a proposal", "accepted")
        WITHDRAWN = "withdrawn", _("withdrawn by the producer")

    EDITABLE = (State.DRAFT, State.RETURNED)
    OPEN = (State.DRAFT, State.RETURNED, State.SUBMITTED)

    producer = models.ForeignKey(Producer, models.PROTECT, related_name="proposals")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    product = models.ForeignKey(
        Product,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="proposals",
        help_text="The one to change; of a new product, the one that was made of it.",
    )
    payload = models.JSONField(default=dict)
    base = models.JSONField(default=dict)
    found_by = models.CharField(max_length=250, blank=True, help_text="Title and number, folded.")
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    version = models.PositiveIntegerField(default=1)
    operation = models.UUIDField(
        null=True, blank=True, unique=True, help_text="The page it began on: a second press is one."
    )
    comment = CleanTextField(blank=True, help_text="What the officer said last.")
    paper = models.OneToOneField(
        PrivateDocument,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="proposal",
        help_text="The accepted scan.",
    )
    created_at = models.DateTimeField(default=clock.now)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(default=clock.now)
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["product"],
                condition=Q(kind="change", state__in=["draft", "returned", "submitted"]),
                name="one_open_change_of_a_product",
            ),
            models.UniqueConstraint(
                fields=["producer"],
                condition=Q(kind="facts", state__in=["draft", "returned", "submitted"]),
                name="one_open_change_of_a_producer",
            ),
            models.CheckConstraint(
                condition=~Q(kind="change") | Q(product__isnull=False),
                name="change_names_its_product",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "withdrawn"]) | Q(submitted_at__isnull=False),
                name="who_decides_was_asked",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "submitted_at"], name="proposals_by_state"),
            models.Index(fields=["producer", "state"], name="proposals_of_producer"),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} #{self.pk}"

    @property
    def is_editable(self) -> bool:
        return self.state in self.EDITABLE

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN


class ProposalFile(models.Model):
    """A photo or a page that came with a proposal, in the private store.

    Written only by catalog.proposals. `preview` is a small JPEG for the screen; a PDF has none.
    """

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="files")
    file = models.FileField(upload_to="proposals", storage=private_store)
    preview = models.FileField(upload_to="proposals", storage=private_store, blank=True)
    name = CleanCharField(max_length=120)
    digest = models.CharField(max_length=64, help_text="SHA-256 of what was sent.")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "digest"], name="file_once_a_proposal"),
        ]

    def __str__(self):
        return self.name

    @property
    def is_pdf(self) -> bool:
        return not self.preview


@append_only.protect
class ProposalEvent(models.Model):
    """What was done with a proposal, by whom, with which words. Append-only."""

    class Verb(models.TextChoices):
        SUBMIT = "submit", _("sent to the centre")
        RETURN = "return", _("sent back")
        ACCEPT = "accept", pgettext_lazy("of a proposal", "accepted")
        TAKE_BACK = "take_back", _("taken back to correct it")
        WITHDRAW = "withdraw", pgettext_lazy("of a proposal", "withdrawn")

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="events")
    verb = models.CharField(max_length=10, choices=Verb.choices)
    version = models.PositiveIntegerField()
    comment = CleanTextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.proposal} {self.verb}"
