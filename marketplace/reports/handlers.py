"""What the outbox does for reports."""

from marketplace.kernel.outbox.queue import handles

from . import counting
from .models import Count


@handles(counting.KIND)
def count(payload):
    """Count the figures of a report once; a count that is done, or gone, is left alone."""
    row = Count.objects.select_related("report__area__parent").filter(pk=payload["count"]).first()
    if row and row.state != Count.State.DONE:
        counting.count(row)
