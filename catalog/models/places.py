from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from marketplace.kernel.fields import CleanCharField, CleanTextField


class AdminVintage(models.Model):
    """One list of administrative units, as the law had it: "VN-2024", "VN-2025-07"."""

    key = models.CharField(max_length=12, primary_key=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    def __str__(self):
        return self.key


class AdminUnit(models.Model):
    """A province, district or commune of one vintage.

    A code alone is no key: 82 was Tiền Giang until June 2025 and is Đồng Tháp since.
    """

    class Level(models.TextChoices):
        PROVINCE = "province", _("province")
        DISTRICT = "district", _("district")
        COMMUNE = "commune", _("commune")

    vintage = models.ForeignKey(AdminVintage, models.PROTECT, related_name="units")
    code = models.CharField(max_length=5)
    level = models.CharField(max_length=10, choices=Level.choices)
    kind = CleanCharField(max_length=30, help_text="tỉnh, thành phố, huyện, xã, phường, đặc khu …")
    name = CleanCharField(max_length=80, help_text='Without the kind: "Long Xuyên".')
    name_en = models.CharField(max_length=80, blank=True)
    folded_name = models.CharField(max_length=80, db_index=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["vintage", "code"], name="unit_code_in_vintage"),
        ]

    def __str__(self):
        return f"{self.kind} {self.name}"


class AdminUnitName(models.Model):
    """What a unit was called or what kind it was before it changed without a new code."""

    unit = models.ForeignKey(AdminUnit, models.CASCADE, related_name="names")
    kind = CleanCharField(max_length=30)
    name = CleanCharField(max_length=80)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    def __str__(self):
        return f"{self.kind} {self.name}"


class AdminSuccession(models.Model):
    """What became of a unit of an older vintage."""

    class Relation(models.TextChoices):
        UNCHANGED = "unchanged", _("unchanged")
        RENAMED = "renamed", _("renamed")
        MERGED = "merged", _("merged")
        DIVIDED = "divided", _("divided")

    old = models.ForeignKey(AdminUnit, models.CASCADE, related_name="successions")
    new = models.ForeignKey(AdminUnit, models.CASCADE, related_name="predecessions")
    relation = models.CharField(max_length=10, choices=Relation.choices)
    is_partial = models.BooleanField(default=False)
    instrument = CleanCharField(max_length=80, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["old", "new"], name="one_succession_per_pair"),
        ]

    def __str__(self):
        return f"{self.old} → {self.new}"


class Place(models.Model):
    """Where somebody or something is: a line of address in a commune of today.

    `as_written` keeps the address as the certificate has it and is never rewritten.
    """

    address_line = CleanCharField(max_length=160, blank=True)
    hamlet = CleanCharField(max_length=80, blank=True, help_text="khóm, ấp, bản, thôn")
    commune = models.ForeignKey(AdminUnit, models.PROTECT, related_name="places")
    legacy_commune = models.ForeignKey(
        AdminUnit, models.PROTECT, null=True, blank=True, related_name="legacy_places"
    )
    as_written = CleanTextField(blank=True)
    latitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__isnull=False, longitude__isnull=False),
                name="place_has_both_coordinates",
            ),
        ]

    def __str__(self):
        return ", ".join(filter(None, [self.address_line, self.hamlet, str(self.commune)]))
