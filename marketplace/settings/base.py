"""What holds in every installation. The environment is read in settings only."""

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from .apps import INSTALLED_APPS  # noqa: F401
from .env import between, read, redis_address
from .oscar import *  # noqa: F403
from .people import *  # noqa: F403
from .security import *  # noqa: F403
from .wagtail import *  # noqa: F403
from .where import *  # noqa: F403
from .where import ROOT, VAR

DEBUG = False
ROOT_URLCONF = "marketplace.urls"
WSGI_APPLICATION = "marketplace.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SITE_ID = 1

SEARCH_PATH = read("SEARCH_PATH", default=str(VAR / "search.sqlite3"))
ELASTICSEARCH_URL = read("ELASTICSEARCH_URL", default="")
STRIPE_SECRET_KEY = read("STRIPE_SECRET_KEY", default="")
STRIPE_WEBHOOK_SECRET = read("STRIPE_WEBHOOK_SECRET", default="")
STRIPE_API_BASE = read("STRIPE_API_BASE", default="")
SMS_URL = read("SMS_URL", default="")
# What /readyz reports beside the database; never fatal.
READINESS = {"search": "search.service.is_ready"}

MIDDLEWARE = [
    "marketplace.kernel.page_cache.PageCache",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "marketplace.kernel.middleware.LanguageOfPath",
    "marketplace.kernel.middleware.RefuseBadBytes",
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
    "marketplace.kernel.accounts.middleware.OfficeDoor",
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
            ],
        },
    },
]

FORM_RENDERER = "marketplace.kernel.forms.FormRenderer"

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
    "postgresql": {
        "pool": {"min_size": 1, "max_size": 8, "timeout": 10},
        # Planning a join of five tables costs more than running it, so plans are kept. A pooler
        # that hands each transaction another connection cannot stand in between.
        "server_side_binding": True,
        "prepare_threshold": 3,
    },
}
DATABASES = {
    "default": read("DATABASE_URL", "dj_db_url", default=f"sqlite:///{VAR / 'shop.sqlite3'}")
}
DATABASES["default"]["OPTIONS"] = {
    **DATABASE_OPTIONS.get(DATABASES["default"]["ENGINE"].rsplit(".", 1)[-1], {}),
    **DATABASES["default"].get("OPTIONS", {}),
}

REDIS_URL = read("REDIS_URL", default="", validate=redis_address)
CACHES = {
    "default": {
        "BACKEND": "marketplace.kernel.caches.ForgivingRedisCache",
        "LOCATION": REDIS_URL,
    }
    if REDIS_URL
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "shop"},
    # Whole pages stay in each process: nothing is faster, and nothing else has to be asked.
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "OPTIONS": {"MAX_ENTRIES": 1000},
    },
}
PAGE_CACHE_SECONDS = read("PAGE_CACHE_SECONDS", "int", default=60, validate=between(0, 60))

# --- languages and places -------------------------------------------------------------------

LANGUAGE_CODE = "vi"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("vi", _("Vietnamese")), ("en", _("English"))]
LOCALE_PATHS = sorted((ROOT / "marketplace").glob("locale*"))
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
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Decisions and other papers: never below MEDIA_ROOT, served by a view that asks who reads.
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(Path(MEDIA_ROOT).parent / "private")},
    },
    "staticfiles": {"BACKEND": "marketplace.kernel.static_files.KnownStaticFiles"},
}
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
