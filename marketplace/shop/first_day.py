"""From a migrated database to a correct, empty site; running it again changes nothing."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import Group
from django.contrib.auth.password_validation import validate_password
from django.contrib.sites.models import Site as DjangoSite
from django.db import transaction
from django.db.models import Q
from wagtail.models import Collection, Locale, Page, Site

from catalog.places_load import load_places
from catalog.reference import load_reference
from cms.models import HomePage
from marketplace.kernel.accounts.models import User
from marketplace.kernel.accounts.roles import OFFICER, ensure_groups

from .reference import load_shop_reference

HOMES = {
    "vi": (
        "Chợ quê có sao",
        "Đặc sản OCOP của hộ, hợp tác xã và cơ sở nhỏ: ngôi sao nào cũng có quyết định công nhận.",
    ),
    "en": (
        "A village market with stars",
        "OCOP specialities of households and cooperatives: every star has its decision.",
    ),
}
SITE_NAME = "OCOP"
# What officers read above all pages, and above all pictures and papers.
ALL_PAGES, ALL_FILES = "Trang web", "Ảnh và tài liệu"


@transaction.atomic
def make_site() -> None:
    """Everything but people: places, rule sets, authorities, shop rows, groups, pages."""
    load_places()
    load_reference()
    load_shop_reference()
    make_pages()
    ensure_groups()


def make_pages() -> None:
    """The front page in two languages at SITE_URL; Wagtail's welcome page goes.

    Front pages that stand already are kept as their editors left them.
    """
    locales = {code: Locale.objects.get_or_create(language_code=code)[0] for code in HOMES}
    root = Page.get_first_root_node() or Page.add_root(
        title=ALL_PAGES, slug="root", locale=locales["vi"]
    )
    if not Collection.objects.exists():
        Collection.add_root(name=ALL_FILES)
    # Wagtail's migrations name both in English.
    Page.objects.filter(pk=root.pk).update(title=ALL_PAGES, draft_title=ALL_PAGES)
    Collection.objects.filter(depth=1).update(name=ALL_FILES)
    home = _home(root, locales["vi"])
    _home(root, locales["en"], translation_key=home.translation_key)
    _give_address(home)
    for welcome in Page.objects.exact_type(Page).filter(depth=2, numchild=0):
        welcome.delete()


def _home(root: Page, locale: Locale, **fields) -> HomePage:
    found = HomePage.objects.filter(locale=locale).first()
    if found:
        return found
    heading, lead = HOMES[locale.language_code]
    slug = f"home-{locale.language_code}"
    page = HomePage(title=heading, slug=slug, heading=heading, lead=lead, locale=locale, **fields)
    # The tree was perhaps changed since the root was read.
    return Page.objects.get(pk=root.pk).add_child(instance=page)


def _give_address(home: HomePage) -> None:
    address = urlsplit(settings.SITE_URL)
    port = address.port or (443 if address.scheme == "https" else 80)
    host = address.hostname
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    site.hostname, site.port, site.site_name = host, port, site.site_name or SITE_NAME
    site.root_page = home
    site.save()
    DjangoSite.objects.update_or_create(
        pk=settings.SITE_ID, defaults={"domain": address.netloc, "name": SITE_NAME}
    )


@dataclass(frozen=True)
class Login:
    """What the first officer signs in with: an e-mail or a phone in E.164, and a password."""

    email: str | None
    phone: str | None
    password: str
    full_name: str = ""


def has_officer() -> bool:
    return User.objects.filter(groups__name=OFFICER, is_active=True).exists()


def check(login: Login) -> None:
    """Raises ValidationError for a weak password or a wrong e-mail or phone. Reads only."""
    person = User(email=login.email, phone=login.phone, full_name=login.full_name)
    person.full_clean(exclude=["password"])
    validate_password(login.password, person)


@transaction.atomic
def make_first_officer(login: Login) -> User:
    """Enter the first officer. Raises ValidationError, see check(), and changes nothing then."""
    check(login)
    made = User.objects.create_user(
        login.email, login.password, phone=login.phone, full_name=login.full_name
    )
    made.groups.add(Group.objects.get(name=OFFICER))
    return made


def somebody_has(login: Login) -> bool:
    """Whether the e-mail or the phone belongs to somebody already."""
    same = Q(pk=None)
    if login.email:
        same |= Q(email__iexact=login.email)
    if login.phone:
        same |= Q(phone=login.phone)
    return User.objects.filter(same).exists()
