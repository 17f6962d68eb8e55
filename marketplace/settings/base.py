"""What holds in every installation. The environment is read in settings only."""

from pathlib import Path

from django.utils.translation import gettext_lazy as _
from oscar.defaults import *  # noqa: F403

from .apps import INSTALLED_APPS  # noqa: F401
from .env import read

ROOT = Path(__file__).resolve().parents[2]
VAR = ROOT / "var"

DEBUG = False
ROOT_URLCONF = "marketplace.urls"
WSGI_APPLICATION = "marketplace.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SITE_ID = 1

SITE_URL = read("SITE_URL", default="http://localhost:8000").rstrip("/")
SEARCH_PATH = read("SEARCH_PATH", default=str(VAR / "search.sqlite3"))
ELASTICSEARCH_URL = read("ELASTICSEARCH_URL", default="")
STRIPE_SECRET_KEY = read("STRIPE_SECRET_KEY", default="")
STRIPE_WEBHOOK_SECRET = read("STRIPE_WEBHOOK_SECRET", default="")
STRIPE_API_BASE = read("STRIPE_API_BASE", default="")
SMS_URL = read("SMS_URL", default="")
SENTRY_DSN = read("SENTRY_DSN", default="")

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "marketplace.kernel.middleware.RefuseBadBytes",
    "marketplace.kernel.middleware.LanguageOfPath",
    "marketplace.kernel.middleware.PageCache",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "marketplace.kernel.middleware.ContentSecurityPolicy",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "marketplace.forks.basket.middleware.LazyBasket",
    "marketplace.kernel.middleware.OfficeBadInput",
    "axes.middleware.AxesMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "marketplace" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "marketplace.kernel.context.site",
            ],
        },
    },
]

# --- database -----------------------------------------------------------------------------

DATABASE_OPTIONS = {
    # IMMEDIATE: a transaction that will write takes the write lock when it begins, so that two
    # of them wait in a row instead of failing with "database is locked" at their first write.
    "sqlite3": {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
        "PRAGMA mmap_size=134217728; PRAGMA cache_size=-20000;",
    },
    "postgresql": {"pool": {"min_size": 1, "max_size": 8, "timeout": 10}},
}
DATABASES = {
    "default": read("DATABASE_URL", "dj_db_url", default=f"sqlite:///{VAR / 'shop.sqlite3'}")
}
DATABASES["default"]["OPTIONS"] = {
    **DATABASE_OPTIONS.get(DATABASES["default"]["ENGINE"].rsplit(".", 1)[-1], {}),
    **DATABASES["default"].get("OPTIONS", {}),
}

REDIS_URL = read("REDIS_URL", default="")
CACHES = {
    "default": {
        "BACKEND": "marketplace.kernel.caches.ForgivingRedisCache",
        "LOCATION": REDIS_URL,
    }
    if REDIS_URL
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "shop"},
}

# --- people -------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
# The e-mail is unique without case, by a constraint the check does not see.
SILENCED_SYSTEM_CHECKS = ["auth.W004"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "landing"

# --- languages and places -------------------------------------------------------------------

LANGUAGE_CODE = "vi"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("vi", _("Vietnamese")), ("en", _("English"))]
LOCALE_PATHS = [
    ROOT / "marketplace" / "locale",
    ROOT / "marketplace" / "locale_buying",
    ROOT / "marketplace" / "locale_desk",
]
FORMAT_MODULE_PATH = ["marketplace.kernel.formats"]
USE_I18N = WAGTAIL_I18N_ENABLED = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = False
TIME_ZONE = "Asia/Ho_Chi_Minh"
PHONENUMBER_DEFAULT_REGION = "VN"

# --- files ----------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [ROOT / "marketplace" / "static"]
MEDIA_ROOT = read("MEDIA_ROOT", default=str(VAR / "media"))
MEDIA_URL = read("MEDIA_URL_BASE", default="/media/")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Decisions and other papers: never below MEDIA_ROOT, served by a view that asks who reads.
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(Path(MEDIA_ROOT).parent / "private")},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000

# --- security -------------------------------------------------------------------------------

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 30 * 24 * 3600
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"

# --- Wagtail --------------------------------------------------------------------------------

WAGTAIL_SITE_NAME = "OCOP"
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILIMAGES_IMAGE_MODEL = "catalog.Image"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 8 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 24_000_000
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp", "avif"]
WAGTAILDOCS_DOCUMENT_MODEL = "catalog.PrivateDocument"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILEMBEDS_FINDERS = []
MODELSEARCH_BACKENDS = WAGTAILSEARCH_BACKENDS = {
    "default": {"BACKEND": "modelsearch.backends.database"}
}

# --- Oscar ----------------------------------------------------------------------------------

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
    "catalogue.product": lambda product: f"/products/{product.slug}-{product.pk}/",
}
