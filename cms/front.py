"""What editors say on the front page."""

from .models import HomePage


def front_page(language: str) -> HomePage | None:
    """The live front page of a language; the Vietnamese one where there is none; or None."""
    pages = HomePage.objects.live().filter(locale__language_code__in=[language, "vi"])
    found = {
        page.locale.language_code: page
        for page in pages.select_related("locale", "picture").prefetch_related(
            "picture__renditions"
        )
    }
    return found.get(language) or found.get("vi")
