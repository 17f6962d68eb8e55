"""What the outbox does for search. Both are safe to repeat."""

from marketplace.kernel.outbox.queue import handles

from . import service
from .touch import APPLY


@handles(APPLY)
def apply_pending(payload: dict) -> None:
    """Write whatever is pending, not only what this item was sent for."""
    service.apply_pending()


@handles(service.REBUILD)
def rebuild(payload: dict) -> None:
    service.rebuild()
