from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from marketplace.kernel import clock
from marketplace.kernel.fields import CleanCharField, CleanTextField
from marketplace.kernel.media import private_store


class ImportRun(models.Model):
    """One sheet that was brought in, and by whom. Written only by catalog.intake."""

    class Kind(models.TextChoices):
        PRODUCERS = "producers", _("producers")
        PRODUCTS = "products", _("products")
        DECISIONS = "decisions", _("decisions")
        REVOCATIONS = "revocations", _("revocations")

    kind = models.CharField(max_length=12, choices=Kind.choices)
    file_name = CleanCharField(max_length=200)
    digest = models.CharField(max_length=64, help_text="SHA-256 of the file.")
    entered = models.PositiveIntegerField()
    known = models.PositiveIntegerField()
    in_review = models.PositiveIntegerField()
    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    second = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.file_name} ({self.kind})"


class ReviewRow(models.Model):
    """A row of a sheet that a person has to match. Written only by catalog.intake.

    `values` holds the cells as texts by the key of their column, days as ISO dates; `candidates`
    the ids of the producers or products (see `subject`) that it may mean.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting for a second officer")
        APPLIED = "applied", _("applied")
        DISMISSED = "dismissed", _("set aside")

    class Subject(models.TextChoices):
        PRODUCER = "producer", _("producer")
        PRODUCT = "product", _("product")

    class Question(models.TextChoices):
        NEAR = "near", _("nearly the same name")
        SEVERAL = "several", _("several of this name")
        TAX_CODE = "tax_code", _("the tax code belongs to another name")
        FORM = "form", _("the same name in another legal form")
        ELSEWHERE = "elsewhere", _("the same name in another place")

    run = models.ForeignKey(ImportRun, models.PROTECT, related_name="review_rows")
    sheet = CleanCharField(max_length=120)
    number = models.PositiveIntegerField(help_text="Row in the sheet, from 1.")
    values = models.JSONField()
    fingerprint = models.CharField(max_length=64, unique=True)
    subject = models.CharField(max_length=10, choices=Subject.choices)
    question = models.CharField(max_length=10, choices=Question.choices)
    candidates = models.JSONField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    reason = CleanTextField(blank=True, help_text="Why it was set aside.")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.run.file_name} {self.sheet} {self.number}"


class IncomingSheet(models.Model):
    """A file as an officer sent it, from the first look until it is entered.

    Written only by catalog.intake. `found` is what the last look found, in catalog.intake.findings'
    form; `answer` the sheet that goes back, with each error beside its cell.
    """

    class State(models.TextChoices):
        CHECKING = "checking", _("being checked")
        CHECKED = "checked", _("checked, nothing entered yet")
        ENTERING = "entering", _("being entered")
        ENTERED = "entered", _("entered")
        UNREADABLE = "unreadable", _("cannot be read")
        DISCARDED = "discarded", _("set aside")

    UNFINISHED = (State.CHECKING, State.CHECKED, State.ENTERING)

    kind = models.CharField(max_length=12, choices=ImportRun.Kind.choices)
    file_name = CleanCharField(max_length=200)
    digest = models.CharField(max_length=64, help_text="SHA-256 of the file.")
    file = models.FileField(upload_to="sheets", storage=private_store)
    answer = models.FileField(upload_to="sheets", storage=private_store, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.CHECKING)
    found = models.JSONField(default=dict)
    run = models.OneToOneField(
        ImportRun, models.PROTECT, null=True, blank=True, related_name="incoming"
    )
    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    second = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Who had it entered.",
    )

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["digest"], name="sheet_by_digest")]

    def __str__(self):
        return f"{self.file_name} ({self.kind})"
