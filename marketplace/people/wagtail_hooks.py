"""People stand in Wagtail's admin, in its menu."""

from django.urls import include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from marketplace.kernel.accounts.office_menu import PEOPLE, item
from marketplace.kernel.accounts.roles import OFFICER, has_role

from .panel import ConfirmationsPanel


@hooks.register("register_admin_urls")
def people_urls():
    return [path("people/", include("marketplace.people.office_urls"))]


@hooks.register("construct_homepage_panels")
def confirmations(request, panels):
    if has_role(request.user, OFFICER):
        panels.append(ConfirmationsPanel())


item(PEOPLE, _("All people"), "office_people", "group", 1)
item(PEOPLE, _("Invitations"), "office_invitations", "mail", 2)
item(PEOPLE, _("Log of acts"), "office_people_log", "history", 3)
