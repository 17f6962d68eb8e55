from django.db import models


class PendingChange(models.Model):
    """A document that no longer says what the database says.

    One row per (kind, ref), written by search.touch in the transaction of the change and deleted
    after the document was written. The version comes from a sequence that is read before the
    document's data, so an older write never wins over a newer one.
    """

    kind = models.CharField(max_length=20)
    ref = models.BigIntegerField()
    touched_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "ref"], name="one_pending_change"),
        ]

    def __str__(self):
        return f"{self.kind} {self.ref}"
