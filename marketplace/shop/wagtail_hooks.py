"""The officers' own pages stand in Wagtail's admin, in its menu."""

from django.urls import include, path
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import hooks

from marketplace.kernel.accounts.office_menu import ORDERS, PRODUCTS, SETTINGS, item
from marketplace.kernel.accounts.roles import OFFICER, has_role

from . import office_urls
from .views.office import bands, dated, limits, operator, refunds, texts, transfers, watch
from .views.office.checklist import FirstDayPanel
from .views.office.desk import DeskPanel


@hooks.register("register_admin_urls")
def admin_urls():
    return [
        path("", include("marketplace.shop.urls.makers")),
        path("transfers/", transfers.transfer_list, name="office_transfers"),
        path("transfers/<int:pk>/", transfers.transfer, name="office_transfer"),
        path("refunds/", refunds.refund_list, name="office_refunds"),
        path("refunds/<int:pk>/", refunds.pay_back, name="office_refund"),
        path("operator/", operator.operator, name="office_operator"),
        path("shipping/", bands.bands, name="office_bands"),
        path("texts/", texts.text_list, name="office_texts"),
        path("texts/<int:pk>/", texts.text, name="office_text"),
        path("texts/<slug:kind>/new/", texts.new_text, name="office_text_new"),
        path("limits/", limits.limits, name="office_limits"),
        path("vat/", limits.vat, name="office_vat"),
        path("withdraw/<slug:rule>/<int:pk>/", dated.withdraw, name="office_withdraw"),
        path("outbox/", watch.outbox, name="office_outbox"),
        path("outbox/<int:pk>/retry/", watch.retry, name="office_outbox_retry"),
        *office_urls.urlpatterns,
    ]


item(PRODUCTS, pgettext_lazy("of the register", "Producers"), "office_producers", "group", 1)
item(PRODUCTS, _("Products"), "office_products", "tag", 2)
item(ORDERS, _("What waits"), "office_desk", "tasks", 8)
item(ORDERS, _("All orders"), "office_orders", "list-ul", 9)
item(ORDERS, _("Transfers"), "office_transfers", "tick-inverse", 10)
item(ORDERS, _("Refunds"), "office_refunds", "rotate", 11)
item(ORDERS, _("Late orders"), "office_late", "time", 12)
item(ORDERS, _("Messages not sent"), "office_outbox", "mail", 13)
item(ORDERS, _("Vouchers and discounts"), "office_discounts", "tag", 14)


@hooks.register("construct_homepage_panels")
def first_day(request, panels):
    if has_role(request.user, OFFICER):
        panels.extend([DeskPanel(), FirstDayPanel()])


item(SETTINGS, _("Operator and bank account"), "office_operator", "site", 10)
item(SETTINGS, _("Shipping prices"), "office_bands", "table", 11)
item(SETTINGS, _("Legal texts"), "office_texts", "doc-full", 12)
item(SETTINGS, _("Payment limits"), "office_limits", "lock", 13)
item(SETTINGS, _("VAT rates"), "office_vat", "draft", 14)
