from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalog.models import AdminUnit
from marketplace.kernel import append_only, clock
from marketplace.kernel.fields import CleanCharField


class Typed(models.Model):
    """What no system counts: written down by a person, on a day, from a paper. Append-only.

    A correction is a new row that names the one it replaces; so is a withdrawal.
    """

    area = models.ForeignKey(AdminUnit, models.PROTECT, related_name="+")
    source = CleanCharField(max_length=200)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(default=clock.now)
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )
    withdrawn = models.BooleanField(default=False)

    class Meta:
        abstract = True


@append_only.protect
class AssessmentRound(Typed):
    """One round of evaluation (đợt đánh giá) of a province, as its minutes tell it.

    Written only by marketplace.reports.typed. What the minutes do not tell is None. Numbers
    may contradict each other, as they do in papers: such a round blocks a final report.
    """

    held_on = models.DateField()
    name = CleanCharField(max_length=80)
    entered = models.IntegerField(pgettext_lazy("of a round", "entered"))
    entered_first = models.IntegerField(_("for the first time"), null=True, blank=True)
    entered_upgrade = models.IntegerField(_("for an upgrade"), null=True, blank=True)
    entered_again = models.IntegerField(_("for re-evaluation"), null=True, blank=True)
    producers = models.IntegerField(_("producers"), null=True, blank=True)
    producers_first = models.IntegerField(_("producers, first time"), null=True, blank=True)
    producers_returning = models.IntegerField(_("producers, returning"), null=True, blank=True)
    reached_3 = models.IntegerField(_("reached 3 stars"), null=True, blank=True)
    reached_4 = models.IntegerField(_("reached 4 stars"), null=True, blank=True)
    reached_4p = models.IntegerField(_("reached 4, potential 5"), null=True, blank=True)
    reached_5 = models.IntegerField(_("reached 5 stars"), null=True, blank=True)
    two_stars = models.IntegerField(_("2 stars"), null=True, blank=True)
    one_star = models.IntegerField(_("1 star"), null=True, blank=True)

    class Meta:
        ordering = ["held_on", "pk"]

    def __str__(self):
        return f"{self.name} ({self.held_on:%d/%m/%Y})"


@append_only.protect
class TypedFigure(Typed):
    """One figure of a period that the register does not know: a target, a class, an article.

    Written only by marketplace.reports.typed. `up_to` closes a range ("6 to 8 products").
    """

    class Code(models.TextChoices):
        TARGET_NEW = "target_new", _("target: new products of 3 stars or more")
        TARGET_UPGRADED = "target_upgraded", _("target: products raised")
        TARGET_RENEWED = "target_renewed", _("target: products re-certified")
        TARGET_FIVE = "target_five", _("target: products at 5 stars")
        TARGET_CERTIFIED = "target_certified", _("target: products with a star at the end")
        TARGET_SHARE = "target_share", _("target: % of the evaluated reach 3 stars")
        STATED_CERTIFIED = "stated_certified", _("stated: products with a star at the end")
        STATED_PRODUCERS = "stated_producers", _("stated: producers at the end")
        STATED_REACHED = "stated_reached", _("stated: products recognised in the period")
        CLASSES = "classes", _("training classes")
        ATTENDANCES = "attendances", _("attendances at classes")
        FAIRS = "fairs", _("fairs and conferences")
        BROADCASTS = "broadcasts", _("television and radio features")
        PRESS = "press", _("press items")
        LEAFLETS = "leaflets", _("handbooks, guides and leaflets")
        BUDGET = "budget", _("budget, million dong")

    code = models.CharField(max_length=20, choices=Code.choices)
    starts_on = models.DateField()
    ends_on = models.DateField()
    value = models.IntegerField()
    up_to = models.IntegerField(null=True, blank=True)

    class Meta:
        ordering = ["code", "starts_on", "pk"]

    def __str__(self):
        return f"{self.get_code_display()}: {self.value}"
