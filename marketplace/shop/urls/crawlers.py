from django.contrib.sitemaps.views import index, sitemap
from django.urls import path

from marketplace.shop.views.crawlers import SITEMAPS, robots

urlpatterns = [
    path("robots.txt", robots, name="robots"),
    path(
        "sitemap.xml",
        index,
        {"sitemaps": SITEMAPS, "sitemap_url_name": "sitemap"},
        name="sitemap_index",
    ),
    path("sitemap-<section>.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
]
