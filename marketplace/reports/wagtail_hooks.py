"""The reports stand in Wagtail's admin, in its menu."""

from django.urls import include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from marketplace.kernel.accounts.office_menu import REPORTS, item


@hooks.register("register_admin_urls")
def register_urls():
    return [path("reports/", include("marketplace.reports.office_urls"))]


item(REPORTS, _("Half-year and annual reports"), "office_reports", "table", 1)
item(REPORTS, _("Rounds, targets and training"), "office_typed", "edit", 2)
