"""What must always hold of reports, for `manage.py audit`. Reads only."""

from collections.abc import Iterator

from marketplace.shop.audit import checks

from .checks import contradictions
from .closing import altered
from .models import Snapshot


@checks
def final_reports() -> Iterator[str]:
    """What was made final is what was frozen, and nothing in it contradicts anything."""
    for row in altered():
        yield f"final report {row.report_id}, version {row.version}, is not what was frozen"
    for row in Snapshot.objects.defer("lines").select_related("report").iterator(chunk_size=20):
        for found in contradictions(row.figures):
            yield f"final report {row.report_id}, version {row.version}: {found}"
