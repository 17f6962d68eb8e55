"""The sequence that orders what is written about one document."""

import time

from django.db import transaction

from .models import DocumentVersion


@transaction.atomic
def next_version() -> int:
    """A version above every one before. Take it before reading a document's data.

    Microseconds of the clock, and never less than one above the last: a database restored from
    a backup does not fall behind an index that was not.
    """
    DocumentVersion.objects.get_or_create(pk=1)
    row = DocumentVersion.objects.select_for_update().get(pk=1)
    row.value = max(row.value + 1, time.time_ns() // 1_000)
    row.save()
    return row.value
