"""Oscar: models, basket, offers and orders; none of its pages."""

from oscar.defaults import *  # noqa: F403

from marketplace.kernel.addresses import product_path

OSCAR_SHOP_NAME = "OCOP"
OSCAR_DEFAULT_CURRENCY = "VND"
OSCAR_EAGER_ALERTS = False
OSCAR_SAVE_SENT_EMAILS_TO_DB = False
OSCAR_ALLOW_ANON_CHECKOUT = True
OSCAR_REQUIRED_ADDRESS_FIELDS = ()
OSCAR_SLUG_MAP = {"Đ": "D", "đ": "d"}
OSCAR_BASKET_COOKIE_OPEN = "basket"
OSCAR_MAX_BASKET_QUANTITY_THRESHOLD = 500
# Imported by Oscar before it looks at ours; nobody searches with it.
HAYSTACK_CONNECTIONS = {"default": {"ENGINE": "haystack.backends.simple_backend.SimpleEngine"}}
# Forks change classes, never tables: Oscar's own migrations stay in charge.
MIGRATION_MODULES = {
    label: f"oscar.apps.{label}.migrations" for label in ("basket", "partner", "analytics")
}
ABSOLUTE_URL_OVERRIDES = {
    "catalogue.product": lambda product: product_path(product.slug, product.pk),
}
