from django.db import models

from marketplace.kernel import append_only, clock

from .certifications import StarCertification


@append_only.protect
class ExpiryNotice(models.Model):
    """That producer and centre were told of the coming end of a certificate. Append-only.

    Written only by catalog.radar_notices. It is the proof that the law's reminder was given.
    `last_day` is the end that was announced: an extension makes another end, with notices of its
    own. `days_left` is negative where the notice came after the end.
    """

    certification = models.ForeignKey(
        StarCertification, models.PROTECT, related_name="expiry_notices"
    )
    last_day = models.DateField()
    threshold = models.PositiveSmallIntegerField(help_text="Days before the last day.")
    days_left = models.SmallIntegerField()
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["certification", "last_day", "threshold"], name="notice_once_a_threshold"
            ),
        ]

    def __str__(self):
        return f"{self.certification}: {self.threshold}"
