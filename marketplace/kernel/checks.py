"""What the settings mean together; each value by itself is checked where it is read."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import Error, Tags, Warning, register
from django.http.request import validate_host


@register(Tags.security)
def site_url_is_served(app_configs, **kwargs):
    host = urlsplit(settings.SITE_URL).hostname or ""
    if settings.ALLOWED_HOSTS and not validate_host(host, settings.ALLOWED_HOSTS):
        told = f"SITE_URL leads to {host}, which ALLOWED_HOSTS refuses: links in mails are dead."
        return [Error(told, hint="Add the host to ALLOWED_HOSTS.", id="kernel.E001")]
    return []


@register(Tags.security)
def stripe_is_whole_or_absent(app_configs, **kwargs):
    if bool(settings.STRIPE_SECRET_KEY) != bool(settings.STRIPE_WEBHOOK_SECRET):
        told = "STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET are needed together."
        return [Error(told, id="kernel.E002")]
    return []


@register(Tags.security, deploy=True)
def office_asks_twice(app_configs, **kwargs):
    if not settings.OFFICERS_NEED_SECOND_FACTOR:
        told = "Officers may enter the office with a password alone."
        return [Warning(told, hint="Set OFFICERS_NEED_SECOND_FACTOR.", id="kernel.W001")]
    return []


@register(Tags.security, deploy=True)
def site_is_encrypted(app_configs, **kwargs):
    if not settings.SITE_URL.startswith("https://"):
        return [Warning("SITE_URL is not https: links in mails are not.", id="kernel.W002")]
    return []
