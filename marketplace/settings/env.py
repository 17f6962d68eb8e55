"""The environment, read once and refused in words that name the variable."""

from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from environs import Env, EnvError, ValidationError

_env = Env()


def read(name: str, kind: str = "str", **options):
    """The value of one variable of the deployment.

    kind: a reader of environs ("str", "int", "bool", "list", "dj_db_url", …).
    Raises ImproperlyConfigured, naming the variable, when it is missing or malformed.
    """
    try:
        return getattr(_env, kind)(name, **options)
    except (EnvError, ValueError) as error:
        raise ImproperlyConfigured(f"The environment variable {name} is wrong: {error}") from error


def between(least: int, most: int):
    """A check for read(): a number in this range, ends included."""

    def check(number):
        if not least <= number <= most:
            raise ValidationError(f"it has to be between {least} and {most}")

    return check


def at_least(length: int):
    """A check for read(): so many characters or more."""

    def check(text):
        if len(text) < length:
            raise ValidationError(f"it has to have at least {length} characters")

    return check


def web_address(text: str) -> None:
    """A check for read(): scheme and host, without a path."""
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.path.strip("/"):
        raise ValidationError("it has to look like https://shop.example.org")


def redis_address(text: str) -> None:
    """A check for read(): empty, or where a Redis answers."""
    if text and urlsplit(text).scheme not in ("redis", "rediss", "unix"):
        raise ValidationError("it has to look like redis://host:6379/0")
