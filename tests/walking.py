"""Every address of the site, walked out of the resolver."""

import re
from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

_PART = re.compile(r"<(?:(?P<kind>[^:>]+):)?(?P<name>[^>]+)>")
_GROUP = re.compile(r"\(\?P<(?P<name>\w+)>[^()]*(?:\([^()]*\)[^()]*)*\)|\((?!\?)[^()]*\)")


def routes() -> Iterator[str]:
    """Every route, as one string with its parameters in angle brackets: "/orders/<code>/"."""
    return (route for route, _ in named_routes())


def named_routes(patterns=None, prefix: str = "") -> Iterator[tuple[str, str]]:
    """Every route with the name of its pattern, as far as it has one."""
    for entry in get_resolver().url_patterns if patterns is None else patterns:
        here = prefix + _readable(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from named_routes(entry.url_patterns, here)
        elif isinstance(entry, URLPattern):
            yield "/" + here, entry.name or ""


def _readable(pattern) -> str:
    route = str(pattern)
    if not hasattr(pattern, "_regex"):
        return route
    named = _GROUP.sub(lambda found: f"<{found['name'] or 'part'}>", route)
    return re.sub(r"[\^$\\]|\?$|\(\?:|\)\??", "", named)


def filled(route: str, value, **known) -> str:
    """The route with every parameter replaced by its known value, or else by this one."""
    return _PART.sub(lambda found: str(known.get(found["name"], value)), route)
