"""Everything that is installed, in the order in which it has to stand."""

OURS = [
    "marketplace.kernel.outbox",
    "marketplace.kernel.accounts",
    "catalog",
    "showrooms",
    "cms",
    "marketplace.shop",
    "marketplace.people",
    "marketplace.reports",
    "search.apps.SearchConfig",
]

# Stand-ins for Oscar apps come before ours: models of ours point to them.
OSCAR = [
    "marketplace.forks.analytics.apps.AnalyticsConfig",
    "oscar.apps.checkout.apps.CheckoutConfig",
    "oscar.apps.address.apps.AddressConfig",
    "oscar.apps.shipping.apps.ShippingConfig",
    "oscar.apps.catalogue.apps.CatalogueConfig",
    "oscar.apps.catalogue.reviews.apps.CatalogueReviewsConfig",
    "oscar.apps.communication.apps.CommunicationConfig",
    "marketplace.forks.partner.apps.PartnerConfig",
    "marketplace.forks.basket.apps.BasketConfig",
    "oscar.apps.payment.apps.PaymentConfig",
    "oscar.apps.offer.apps.OfferConfig",
    "oscar.apps.order.apps.OrderConfig",
    "oscar.apps.customer.apps.CustomerConfig",
    "oscar.apps.voucher.apps.VoucherConfig",
    "oscar.apps.wishlists.apps.WishlistsConfig",
]

WAGTAIL = [
    "wagtail.contrib.settings",
    "wagtail.contrib.redirects",
    "wagtail.contrib.simple_translation",
    "wagtail.locales",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "treebeard",
]

DJANGO = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.flatpages",
    "django.forms",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.sites",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "django_filters",
    "django_htmx",
    "template_partials",
]

# First, for each {% static %} looks through all of them for it.
STATIC = ["whitenoise.runserver_nostatic", "django.contrib.staticfiles"]

INSTALLED_APPS = [*STATIC, "marketplace.kernel", *OSCAR, *OURS, *WAGTAIL, *DJANGO]
