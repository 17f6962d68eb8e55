"""The register stands in Wagtail's admin, in its menu."""

from django.urls import include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from marketplace.kernel.accounts.office_menu import REGISTER, item


@hooks.register("register_admin_urls")
def register_urls():
    return [
        path("register/", include("catalog.office_urls")),
        path("radar/", include("catalog.radar_urls")),
    ]


item(REGISTER, _("Register of certificates"), "office_register", "list-ul", 1)
item(REGISTER, _("Radar"), "office_radar", "time", 2)
