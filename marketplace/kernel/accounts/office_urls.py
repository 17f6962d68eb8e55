"""Stand before Wagtail's own addresses of the same names."""

from django.urls import path, re_path

from . import views

# What nobody here uses, below /office/. Its admin API also publishes, copies and deletes pages;
# its pages of users would change people past the doors and the log of marketplace.people.
UNUSED = (
    "api",
    "bulk/accounts",
    "collections",
    "embeds",
    "failwhale",
    "groups",
    "locales",
    "redirects",
    "reports/aging-pages",
    "reports/locked",
    "reports/page-types-usage",
    "reports/site-history",
    "reports/workflow",
    "reports/workflow_tasks",
    "settings",
    "sites",
    "snippets",
    "test404",
    "users",
    "workflows",
)

urlpatterns = [
    path("login/", views.to_sign_in, name="office_login"),
    re_path(r"^password_reset/", views.to_password_reset, name="office_password_reset"),
    path("jsi18n/", views.texts_of_scripts, name="office_script_texts"),
    re_path(rf"^(?:{'|'.join(UNUSED)})/", views.absent),
    re_path(r"^pages/(?:workflow/|\d+/workflow_history/)", views.absent),
]
