from django.db import models
from django.utils import timezone


class OutboxItem(models.Model):
    """One thing that has to happen after its fact was committed.

    Written only by marketplace.kernel.outbox.queue; its `key` makes a second request for the
    same thing a no-op. A row that was handled is kept with `done_at` until it is swept.
    """

    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=200)
    payload = models.JSONField(default=dict)
    created_at = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(default=timezone.now)
    lease_until = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    dead_at = models.DateTimeField(null=True, blank=True)
    last_error = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], name="outbox_once_per_key"),
        ]
        indexes = [
            models.Index(
                fields=["next_at"],
                name="outbox_waiting",
                condition=models.Q(done_at__isnull=True, dead_at__isnull=True),
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.key}"
