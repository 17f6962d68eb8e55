"""The register stands in Wagtail's admin, in its menu."""

from django.urls import include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from marketplace.kernel.accounts.office_menu import PRODUCTS, REGISTER, item
from marketplace.kernel.accounts.roles import OFFICER, has_role

from .office.proposals_panel import ProposalsPanel


@hooks.register("register_admin_urls")
def register_urls():
    return [
        path("register/", include("catalog.office_urls")),
        path("radar/", include("catalog.radar_urls")),
        path("proposals/", include("catalog.proposals_urls")),
    ]


item(REGISTER, _("Register of certificates"), "office_register", "list-ul", 1)
item(REGISTER, _("Radar"), "office_radar", "warning", 2)
item(PRODUCTS, _("Proposals of producers"), "office_proposals", "comment", 3)


@hooks.register("construct_homepage_panels")
def proposals_waiting(request, panels):
    if has_role(request.user, OFFICER):
        panels.append(ProposalsPanel())
