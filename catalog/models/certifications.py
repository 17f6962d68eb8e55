from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from oscar.apps.catalogue.models import Product

from marketplace.kernel import append_only, clock
from marketplace.kernel.fields import CleanCharField, CleanTextField

from .places import AdminUnit


class RuleSet(models.Model):
    """A set of criteria in one legal version, such as 148/QĐ-TTg of 24 February 2023."""

    code = models.CharField(max_length=30, unique=True)
    instrument = CleanCharField(max_length=120)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    note = CleanCharField(max_length=160, blank=True, help_text="How far it was checked.")

    def __str__(self):
        return self.instrument


class ProductGroup(models.Model):
    """One of the six groups (nhóm sản phẩm) of a rule set.

    `identifier` is ours and stable across rule sets: FOOD, BEVERAGE, HERBAL, TEXTILE,
    HANDICRAFT, ORNAMENTAL, TOURISM.
    """

    rule_set = models.ForeignKey(RuleSet, models.PROTECT, related_name="groups")
    identifier = models.CharField(max_length=20)
    name = CleanCharField(max_length=120)
    name_en = models.CharField(max_length=120)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["rule_set", "identifier"], name="group_once_a_rule_set"
            ),
        ]

    def __str__(self):
        return self.name


class ProductSet(models.Model):
    """One of the 26 sets (bộ sản phẩm) of a group."""

    group = models.ForeignKey(ProductGroup, models.PROTECT, related_name="sets")
    number = models.PositiveSmallIntegerField()
    name = CleanCharField(max_length=160)
    name_en = models.CharField(max_length=160)
    ministry = CleanCharField(max_length=80, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["group", "number"], name="set_number_in_group"),
        ]

    def __str__(self):
        return self.name


class IssuingAuthority(models.Model):
    """A body that recognises OCOP products, at its level, in its time."""

    class Level(models.TextChoices):
        DISTRICT = "district", _("district")
        PROVINCE = "province", _("province")
        CENTRAL = "central", _("central")

    name = CleanCharField(max_length=160, unique=True)
    name_en = models.CharField(max_length=160, blank=True)
    level = models.CharField(max_length=10, choices=Level.choices)
    unit = models.ForeignKey(AdminUnit, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name_plural = _("issuing authorities")

    def __str__(self):
        return self.name


class RecognitionDecision(models.Model):
    """One decision (quyết định công nhận); it recognises many products.

    Written only by catalog.certification.
    """

    authority = models.ForeignKey(IssuingAuthority, models.PROTECT, related_name="decisions")
    number = CleanCharField(max_length=60, help_text="86/QĐ-UBND")
    decided_on = models.DateField()
    rule_set = models.ForeignKey(RuleSet, models.PROTECT, related_name="decisions")
    scan = models.ForeignKey(
        settings.WAGTAILDOCS_DOCUMENT_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="decisions",
    )
    is_invented = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "number", "decided_on"], name="decision_once"
            ),
        ]

    def __str__(self):
        return f"{self.number} ({self.decided_on:%d/%m/%Y})"


class StarCertification(models.Model):
    """The stars of one product under one decision.

    Written only by catalog.certification. Never edited: a correction voids and replaces.
    `status` holds what people decided; what the calendar says is computed, never stored.
    `ends_on` is the last day in force where a decision ended it before `valid_until`.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", _("draft")
        PENDING = "pending", _("waiting for verification")
        VALID = "valid", _("valid")
        SUSPENDED = "suspended", _("suspended")
        SUPERSEDED = "superseded", _("superseded")
        REVOKED = "revoked", _("revoked")
        VOIDED = "voided", _("voided")

    class Outcome(models.TextChoices):
        RENEWED = "renewed", _("renewed")
        UPGRADED = "upgraded", _("raised")
        DOWNGRADED = "downgraded", _("lowered")

    class Evidence(models.TextChoices):
        """How well it is proved: only A and B1 may be verified (domain.md 1.9)."""

        A = "A", _("signed decision")
        B1 = "B1", _("official news")
        B2 = "B2", _("proposal or scoring only")
        C = "C", _("producer's or trader's site")

    class RevocationReason(models.TextChoices):
        NOT_RE_EVALUATED = "not_re_evaluated", _("not re-evaluated")
        FAILED_MANDATORY_CRITERIA = "failed_mandatory_criteria", _("failed mandatory criteria")
        FOOD_SAFETY = "food_safety", _("food safety")
        PROCESS_NOT_AS_DECLARED = "process_not_as_declared", _("process not as declared")
        CEASED_OPERATION = "ceased_operation", _("ceased operation")
        MARK_MISUSE = "mark_misuse", _("misuse of the mark")
        FALSE_DOSSIER = "false_dossier", _("false dossier")
        VOLUNTARY = "voluntary", _("given back")

    SAFETY_REASONS = (RevocationReason.FOOD_SAFETY, RevocationReason.FALSE_DOSSIER)

    product = models.ForeignKey(Product, models.PROTECT, related_name="certifications")
    decision = models.ForeignKey(RecognitionDecision, models.PROTECT, related_name="certifications")
    stars = models.PositiveSmallIntegerField()
    score = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    is_potential_five_star = models.BooleanField(default=False)
    evidence = models.CharField(max_length=2, choices=Evidence.choices, default=Evidence.A)
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.DRAFT)
    effective_on = models.DateField()
    valid_until = models.DateField(help_text="Last day, inclusive.")
    extended_until = models.DateField(null=True, blank=True)
    extension_document = CleanCharField(max_length=120, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=12, choices=Outcome.choices, blank=True)
    superseded_by = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="supersedes"
    )
    revocation_reason = models.CharField(
        max_length=30, choices=RevocationReason.choices, blank=True
    )
    revocation_document = CleanCharField(max_length=120, blank=True)
    review_on = models.DateField(null=True, blank=True, help_text="While suspended.")
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(stars__range=(3, 5)), name="stars_are_3_to_5"),
            models.CheckConstraint(
                condition=Q(is_potential_five_star=False) | Q(stars=4),
                name="potential_five_star_has_four",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__gte=F("effective_on")), name="valid_some_day"
            ),
            # One unfinished certificate per product; a draft beside it is the next one.
            models.UniqueConstraint(
                fields=["product"],
                condition=Q(status__in=["valid", "suspended"]),
                name="one_unfinished_certification",
            ),
            models.UniqueConstraint(
                fields=["product", "decision"],
                condition=~Q(status="voided"),
                name="product_once_a_decision",
            ),
        ]
        indexes = [models.Index(fields=["product", "effective_on"], name="stars_by_day")]

    def __str__(self):
        return f"{self.product} · {self.stars}★ · {self.decision.number}"


@append_only.protect
class CertificationEvent(models.Model):
    """What was done to a certification, by whom, on which paper. Append-only."""

    certification = models.ForeignKey(StarCertification, models.PROTECT, related_name="events")
    verb = models.CharField(max_length=12)
    before = models.CharField(max_length=12, blank=True)
    after = models.CharField(max_length=12)
    reason = CleanTextField(blank=True)
    document = CleanCharField(max_length=120, blank=True)
    scan = models.ForeignKey(
        settings.WAGTAILDOCS_DOCUMENT_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Of the document.",
    )
    effective_on = models.DateField(null=True, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.certification} {self.verb}"
