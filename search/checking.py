"""Does the index say what the database says? Reads only."""

from dataclasses import dataclass, field

from . import documents
from .models import PendingChange
from .service import engine


@dataclass
class Drift:
    """Refs by (kind, ref): not in the index, only in the index, other in the index."""

    missing: list[tuple[str, int]] = field(default_factory=list)
    ghosts: list[tuple[str, int]] = field(default_factory=list)
    stale: list[tuple[str, int]] = field(default_factory=list)

    def __bool__(self):
        return bool(self.missing or self.ghosts or self.stale)


def drift() -> Drift:
    """What differs and does not wait to be written; raises EngineDown without an index."""
    indexed = {(kind, ref): content for kind, ref, content in engine().stream()}
    found = Drift()
    for doc in documents.build_all():
        content = indexed.pop((doc.kind, doc.ref), None)
        if content is None:
            found.missing.append((doc.kind, doc.ref))
        elif content != doc.content():
            found.stale.append((doc.kind, doc.ref))
    found.ghosts = list(indexed)
    # Asked last: what changed while this ran has its row by now.
    pending = set(PendingChange.objects.values_list("kind", "ref"))
    return Drift(
        *(
            [key for key in keys if key not in pending]
            for keys in (found.missing, found.ghosts, found.stale)
        )
    )
