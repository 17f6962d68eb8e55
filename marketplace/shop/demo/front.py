"""The front page in two languages, and who runs the shop."""

from django.conf import settings
from django.contrib.sites.models import Site as DjangoSite
from wagtail.models import Locale, Page, Site

from cms.models import HomePage, Operator

TEXTS = {
    "vi": (
        "Chợ quê có sao",
        "Đặc sản OCOP của hộ, hợp tác xã và cơ sở nhỏ: ngôi sao nào cũng có quyết định công nhận.",
    ),
    "en": (
        "A village market with stars",
        "OCOP specialities of households and cooperatives: every star has its decision.",
    ),
}


def make_front_page() -> None:
    """Replace Wagtail's welcome page by ours, Vietnamese first, English beside it."""
    root = Page.get_first_root_node()
    Locale.objects.get_or_create(language_code="vi")
    Locale.objects.get_or_create(language_code="en")
    home = _home(root, "vi", "home-vi")
    host = settings.SITE_URL.split("://")[-1].split(":")[0]
    Site.objects.all().delete()
    Site.objects.create(hostname=host, site_name="OCOP", root_page=home, is_default_site=True)
    DjangoSite.objects.update_or_create(pk=1, defaults={"domain": host, "name": "OCOP"})
    _home(root, "en", "home-en", translation_key=home.translation_key)
    operator = Operator.load()
    operator.legal_name = "Trung tâm Xúc tiến thương mại (minh họa)"
    operator.registration = "Dữ liệu minh họa, không phải sàn thật"
    operator.phone = "+842963000000"
    operator.save()


def _home(root, language: str, slug: str, **fields) -> HomePage:
    heading, lead = TEXTS[language]
    return root.add_child(
        instance=HomePage(
            title=heading,
            slug=slug,
            heading=heading,
            lead=lead,
            locale=Locale.objects.get(language_code=language),
            **fields,
        )
    )
