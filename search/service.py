"""Search for the rest of the house: ask, keep the index true, and answer even without it."""

import logging
from collections.abc import Iterable
from functools import cache

from django.conf import settings
from django.core.cache import cache as shared_cache
from django.db import transaction
from oscar.apps.catalogue.models import Product

from catalog.models import ProductStatus
from marketplace.kernel.outbox import queue

from . import documents
from .engines.fts5 import Fts5Engine
from .models import PendingChange
from .query import EngineDown, Query, Result
from .versions import next_version

REBUILD = "search_rebuild"
_BATCH = 500
_ASK_AGAIN_SECONDS = 60
log = logging.getLogger(__name__)


def engine() -> Fts5Engine:
    """The engine of this installation."""
    return _engine_at(settings.SEARCH_PATH)


@cache
def _engine_at(path: str) -> Fts5Engine:
    return Fts5Engine(path)


def search(query: Query) -> Result:
    """One page of what was asked.

    Without an index titles are looked through instead, without facets, and a rebuild is asked
    for: Result.degraded says so.
    """
    try:
        return engine().search(query)
    except EngineDown as down:
        _ask_for_rebuild(down)
        return _titles(query)


def complete(text: str, limit: int = 8) -> list[tuple[str, str]]:
    """(title, English title) of products whose title goes on like this; nothing while down."""
    try:
        return engine().complete(text, limit=limit)
    except EngineDown as down:
        _ask_for_rebuild(down)
        return []


def is_ready() -> bool:
    """True when the index answers, for /readyz; raises EngineDown when it does not."""
    engine().complete("a", limit=1)
    return True


def apply_pending() -> int:
    """Write every pending document; returns how many. A missing index is built instead."""
    applied = 0
    while rows := list(PendingChange.objects.order_by("pk")[:_BATCH]):
        try:
            engine().apply(_changes(rows))
        except EngineDown as down:
            log.warning("Rebuilding the search index: %s", down)
            rebuild()
        PendingChange.objects.filter(token__in=[row.token for row in rows]).delete()
        applied += len(rows)
    return applied


def rebuild() -> int:
    """Make the index anew beside the one in use and change over; returns its documents."""
    return engine().rebuild(documents.build_all(), since=next_version())


def health() -> dict:
    """What the engine says of itself, and how many changes wait for it."""
    try:
        told = engine().health()
    except EngineDown as down:
        told = {"engine": engine().name, "down": str(down)}
    return {**told, "pending": PendingChange.objects.count()}


def _changes(rows: Iterable[PendingChange]) -> list:
    refs: dict[str, list[int]] = {}
    for row in rows:
        refs.setdefault(row.kind, []).append(row.ref)
    return [change for kind in refs for change in documents.build(kind, refs[kind])]


def _ask_for_rebuild(down: EngineDown) -> None:
    log.error("Search answers from titles alone: %s", down)
    if shared_cache.add("search.rebuild", True, _ASK_AGAIN_SECONDS):
        with transaction.atomic():
            queue.enqueue(REBUILD, str(next_version()))


def _titles(query: Query) -> Result:
    """What the database finds by itself: titles that hold the text as it was typed."""
    start = (query.page - 1) * query.per_page
    shown = Product.objects.filter(
        facts__producer__is_active=True, is_public=True, title__icontains=query.text
    ).exclude(facts__status=ProductStatus.HIDDEN)
    refs = shown.order_by("-pk").values_list("pk", flat=True)
    return Result(
        refs=tuple(refs[start : start + query.per_page]),
        total=shown.count(),
        engine="database",
        degraded=True,
    )
