"""Every URL prefix on one screen.

Vietnamese has no prefix, English stands under /en/. What stands outside the two languages:
the officers' admin, the API, webhooks, and the two addresses a load balancer asks.
"""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

handler400 = "marketplace.kernel.accounts.errors.bad_request"
handler404 = "marketplace.kernel.accounts.errors.not_found"
handler500 = "marketplace.kernel.accounts.errors.server_error"

urlpatterns = [
    path("", include("marketplace.kernel.urls")),
    path("", include("marketplace.shop.urls.crawlers")),
    path("office/", include("marketplace.kernel.accounts.office_urls")),
    path("office/", include("marketplace.shop.urls.office")),
]

urlpatterns += i18n_patterns(
    path("", include("marketplace.kernel.accounts.urls")),
    path("", include("marketplace.people.urls")),
    path("producer/", include("marketplace.shop.urls.producer")),
    path("producer/", include("showrooms.producer_urls")),
    path("producer/", include("catalog.producer_urls")),
    path("counter/", include("showrooms.urls")),
    path("figures/", include("marketplace.reports.urls")),
    path("", include("search.urls")),
    path("", include("marketplace.shop.urls.buyer")),
    prefix_default_language=False,
)
