"""Pictures on pages: only sizes that exist, and a drawing where there is no picture yet."""

from django import template
from django.utils.translation import get_language

from catalog.images import FORMATS, SHARE, WIDTHS, spec

register = template.Library()


@register.inclusion_tag("components/picture.html")
def picture(image, width=480, sizes="100vw", eager=False, group=""):
    """One square picture as AVIF and WebP in the widths that exist.

    image: an Image whose `renditions` are prefetched, or None. width: the rendition of the plain
    `<img>`, in pixels. eager: for what is seen first; everything else waits until it is scrolled
    to. group: a ProductGroup identifier, for the drawing that stands in.
    """
    made = {r.filter_spec: r for r in image.renditions.all()} if image else {}
    sources = {
        kind: [made[spec(w, kind)] for w in WIDTHS if spec(w, kind) in made] for kind in FORMATS
    }
    fallback = made.get(spec(width, "webp")) or next(iter(sources["webp"]), None)
    return {
        "alt": image.alt(get_language() or "vi") if image else "",
        "sources": [(f"image/{kind}", files) for kind, files in sources.items() if files],
        "fallback": fallback,
        "sizes": sizes,
        "eager": eager,
        "drawing": f"group-{(group or 'FOOD').lower()}",
    }


@register.filter
def share_rendition(image):
    """The JPEG of 1200 × 630 for link previews, or None while it has not been made."""
    if not image:
        return None
    return next((r for r in image.renditions.all() if r.filter_spec == SHARE), None)
