"""The province a basket goes to: chosen once, remembered in a cookie that names nobody."""

from dataclasses import dataclass
from functools import cached_property

from django.core.cache import cache

from catalog import places
from catalog.models import AdminUnit

COOKIE = "province"
_SEASON = 90 * 24 * 3600
# A parliament changes these lists, on a day that is known a month before.
_HOUR = 3600


@dataclass(frozen=True)
class Destination:
    """The provinces of today and the one that was chosen, if any."""

    provinces: list[AdminUnit]
    province: AdminUnit | None

    @cached_property
    def communes(self) -> list[AdminUnit]:
        """The communes to choose from, each with its province at hand."""
        if self.province is None:
            return []
        found = _kept(f"communes:{self.province.pk}", lambda: places.communes_of(self.province))
        for commune in found:
            commune.parent = self.province
        return found


def of(request) -> Destination:
    """What the request says now comes before what was remembered; nonsense is no choice."""
    provinces = _kept("provinces", places.provinces)
    by_code = {unit.code: unit for unit in provinces}
    said = request.POST.get("province") or request.GET.get("province")
    chosen = by_code.get(said) or by_code.get(request.COOKIES.get(COOKIE))
    return Destination(provinces, chosen)


def remember(response, destination: Destination):
    """The response, with the province kept for the next pages."""
    if destination.province:
        response.set_cookie(
            COOKIE, destination.province.code, max_age=_SEASON, httponly=True, samesite="Lax"
        )
    return response


def _kept(name: str, read) -> list[AdminUnit]:
    return cache.get_or_set(f"destination:{name}", read, _HOUR)
