"""What a report is called, on the screen and as a file."""

from django.utils.translation import gettext as _

from marketplace.kernel.text import slug

from . import words
from .maps import area_names
from .models import Report


def title(frame: dict) -> str:
    """ "OCOP in tỉnh An Giang: the first half of 2026"."""
    told = {"area": words.area(frame), "period": words.period(frame)}
    return _("OCOP figures, %(area)s: %(period)s") % told


def frame_of(report: Report) -> dict:
    """The part of the frame that is known before anything is counted."""
    return {
        "kind": report.kind,
        "starts_on": report.starts_on.isoformat(),
        "ends_on": report.ends_on.isoformat(),
        "map": report.geography,
        "area": area_names(report.area),
    }


def file_name(frame: dict, version: int | None) -> str:
    """ "ocop-an-giang-2026-01-01-2026-06-30-v1", without its ending."""
    place = slug(frame["area"][0]) if frame["area"] else "vn"
    state = f"v{version}" if version else "draft"
    return f"ocop-{place}-{frame['starts_on']}-{frame['ends_on']}-{state}"
