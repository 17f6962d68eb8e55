"""The page of one product."""

from django.http import Http404, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from marketplace.kernel import clock
from marketplace.kernel.addresses import in_language
from marketplace.kernel.page_cache import cacheable_page
from marketplace.shop import product_page, structured_data


@cacheable_page
@require_safe
def product(request, slug, product_id):
    """What it is, who made it, what its star rests on, and how to order it.

    Hidden and absent: 404. Withdrawn for safety: 410, with the warning. A wrong slug: 301.
    """
    found = product_page.find(product_id)
    if found is None:
        raise Http404
    page = product_page.page_of(found, clock.today(), get_language())
    if page.block and page.block.code == "hidden":
        raise Http404
    if slug != found.slug:
        return HttpResponsePermanentRedirect(in_language(page.path))
    if page.block and page.block.code == "safety":
        return render(request, "shop/product_withdrawn.html", {"page": page}, status=410)
    return render(request, "shop/product.html", {"page": page, **_for_machines(page)})


def _for_machines(page) -> dict:
    shared = page.photos[0].shared if page.photos else None
    steps = [("OCOP", "/"), (str(page.title), page.path)]
    share_url = structured_data.absolute(shared.url) if shared else ""
    return {
        "shared": shared and {"url": share_url, "width": shared.width, "height": shared.height},
        "structured": structured_data.product(page, [share_url] if shared else []),
        "crumbs": structured_data.crumbs(*steps),
    }
