from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from catalog.models import AdminUnit
from catalog.places import BEFORE, CURRENT
from marketplace.kernel import append_only, clock
from marketplace.kernel.fields import CleanTextField


class Report(models.Model):
    """What is to be told: a period, a place and a map. Its figures are a Count or a Snapshot.

    Both days are inclusive. `area` is None for all that the register holds; otherwise a
    province of the report's map. Written only by marketplace.reports.counting.
    """

    class Kind(models.TextChoices):
        HALF_YEAR = "half_year", _("half-year")
        YEAR = "year", _("year")
        FREE = "free", _("free period")

    class Map(models.TextChoices):
        BEFORE = BEFORE, _("as before 1 July 2025")
        TODAY = CURRENT, _("today's provinces and communes")

    class Forms(models.TextChoices):
        """How legal forms are put together in the tables; see marketplace.reports.legal_forms."""

        THREE = "three", _("three kinds: households, enterprises, cooperatives")
        SIX = "six", _("six kinds: enterprises told apart, establishments beside households")
        EACH = "each", _("every legal form by itself")

    kind = models.CharField(max_length=10, choices=Kind.choices)
    starts_on = models.DateField()
    ends_on = models.DateField()
    area = models.ForeignKey(AdminUnit, models.PROTECT, null=True, blank=True, related_name="+")
    geography = models.CharField(max_length=12, choices=Map.choices)
    forms = models.CharField(max_length=6, choices=Forms.choices)
    made_at = models.DateTimeField(default=clock.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-ends_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="report_has_a_day"
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.starts_on:%d/%m/%Y}–{self.ends_on:%d/%m/%Y}"


class Count(models.Model):
    """The figures of a draft, as the register was at `counted_at`, and how far counting is.

    Written only by marketplace.reports.counting. `lines` holds the records behind the figures,
    see marketplace.reports.lines. `mark` tells whether the register has moved since.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        COUNTING = "counting", _("being counted")
        DONE = "done", _("counted")
        FAILED = "failed", _("failed")

    report = models.ForeignKey(Report, models.CASCADE, related_name="counts")
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    done = models.PositiveIntegerField(default=0)
    of = models.PositiveIntegerField(default=0)
    figures = models.JSONField(null=True, blank=True)
    lines = models.BinaryField(default=b"")
    mark = models.CharField(max_length=80, blank=True)
    asked_at = models.DateTimeField(default=clock.now)
    counted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.report} ({self.state})"


@append_only.protect
class Snapshot(models.Model):
    """A final report: its figures and the records behind them, as they were. Append-only.

    Written only by marketplace.reports.closing. A correction is the next version, with its
    reason. `digest` is the SHA-256 of figures and lines.
    """

    report = models.ForeignKey(Report, models.PROTECT, related_name="snapshots")
    version = models.PositiveSmallIntegerField()
    reason = CleanTextField(blank=True, help_text="Of a correction.")
    figures = models.JSONField()
    lines = models.BinaryField()
    digest = models.CharField(max_length=64)
    counted_at = models.DateTimeField()
    closed_at = models.DateTimeField(default=clock.now)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(fields=["report", "version"], name="report_version_once"),
        ]

    def __str__(self):
        return f"{self.report} · {self.version}"
