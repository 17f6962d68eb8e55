from django.db import models


class LookupCount(models.Model):
    """How often somebody asked for an order, or tried a one-time code, within one hour.

    Written by marketplace.shop.lookup. `who` is a keyed digest of an address, a code or a
    contact, never the thing itself.
    """

    who = models.CharField(max_length=64)
    hour = models.DateTimeField()
    tries = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["who", "hour"], name="one_count_per_hour"),
        ]
        indexes = [models.Index(fields=["hour"], name="lookups_by_hour")]

    def __str__(self):
        return f"{self.hour:%Y-%m-%d %H} {self.tries}"
