"""The register stands in Wagtail's admin, in its menu."""

from django.urls import include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from marketplace.kernel.accounts.roles import OFFICER, has_role


class OfficerItem(MenuItem):
    """A line of the menu for officers."""

    def is_shown(self, request):
        return has_role(request.user, OFFICER)


@hooks.register("register_admin_urls")
def register_urls():
    return [path("register/", include("catalog.office_urls"))]


@hooks.register("register_admin_menu_item")
def register_item():
    return OfficerItem(
        _("Register of certificates"),
        reverse_lazy("office_register"),
        name="office_register",
        icon_name="list-ul",
        order=5,
    )
