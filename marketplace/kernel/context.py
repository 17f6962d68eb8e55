"""What every page may say about the site and the address it stands at.

Nothing here looks at the session, the user or a cookie, so a page stays the same for all.
"""

from django.conf import settings
from django.utils.translation import get_language

from . import clock


def site(request) -> dict:
    return {
        "site_name": settings.OSCAR_SHOP_NAME,
        "site_url": settings.SITE_URL,
        "page_url": f"{settings.SITE_URL}{request.path}",
        "language": get_language(),
        "today": clock.today(),
    }
