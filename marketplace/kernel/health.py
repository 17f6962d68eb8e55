"""Two addresses for whoever restarts and balances: alive, and ready to serve."""

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.http import HttpResponse, JsonResponse
from django.utils.module_loading import import_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@never_cache
@require_safe
def livez(request):
    """The process answers. Nothing else is looked at: a database that is down must not make
    anybody restart the shop."""
    return HttpResponse("ok", content_type="text/plain")


@never_cache
@require_safe
def readyz(request):
    """503 without the database. Search and cache are told, and never fatal: the shop lives
    without them."""
    found = {"database": _answers(_ask_database), "cache": _answers(_ask_cache)}
    # Named by string in the settings: the kernel knows of no package above it.
    for name, ask in settings.READINESS.items():
        found[name] = _answers(lambda ask=ask: import_string(ask)())
    return JsonResponse(found, status=200 if found["database"] else 503)


def _answers(ask) -> bool:
    try:
        return bool(ask())
    except Exception:  # whatever a broken dependency raises, it is not ready
        return False


def _ask_database():
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return cursor.fetchone() == (1,)
    except DatabaseError:
        connection.close()
        return False


def _ask_cache():
    cache.set("readyz", "ok", 10)
    return cache.get("readyz") == "ok"
