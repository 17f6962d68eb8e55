import uuid

from django.db import models


class PendingChange(models.Model):
    """A document that no longer says what the database says.

    One row per (kind, ref), written by search.touch in the transaction of the change and deleted
    after the document was written. Every touch gives it another `token`; a row is deleted only
    under the token it was read with, so a change that comes meanwhile stays pending.
    """

    kind = models.CharField(max_length=20)
    ref = models.BigIntegerField()
    token = models.UUIDField(default=uuid.uuid4)
    touched_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "ref"], name="one_pending_change"),
        ]

    def __str__(self):
        return f"{self.kind} {self.ref}"


class DocumentVersion(models.Model):
    """The last version that was given out; one row, written only by search.versions."""

    value = models.BigIntegerField(default=0)

    def __str__(self):
        return str(self.value)
