"""What pages tell search engines, in the words of schema.org."""

import re

from django.conf import settings

from catalog.certification import Star
from marketplace.kernel.addresses import in_language


def site() -> dict:
    """The site and how to search it."""
    root = settings.SITE_URL + in_language("/")
    return {
        "@context": "https://schema.org",
        "@type": "WebSite",
        "url": root,
        "potentialAction": {
            "@type": "SearchAction",
            "target": settings.SITE_URL + in_language("/products/") + "?q={search_term_string}",
            "query-input": "required name=search_term_string",
        },
    }


def crumbs(*steps: tuple[str, str]) -> dict:
    """Where a page stands: (name, path) from the front page down."""
    return {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": position,
                "name": name,
                "item": settings.SITE_URL + in_language(path),
            }
            for position, (name, path) in enumerate(steps, 1)
        ],
    }


def product(page, images: list[str]) -> dict:
    """One product with its offer and, while a star holds, its certification."""
    facts, maker = page.facts, page.facts.producer
    data = {
        "@context": "https://schema.org",
        "@type": "Product",
        "name": str(page.title),
        "description": str(page.summary or page.description)[:500],
        "sku": str(page.product.pk),
        "url": settings.SITE_URL + in_language(page.path),
        "brand": {"@type": "Brand", "name": maker.trade_name},
        "countryOfOrigin": "VN",
    }
    if images:
        data["image"] = images
    if facts.gtin:
        data["gtin13"] = facts.gtin
    if facts.net_content and facts.net_unit == "g":
        data["weight"] = {
            "@type": "QuantitativeValue",
            "value": facts.net_content,
            "unitCode": "GRM",
        }
    if page.price is not None:
        data["offers"] = _offer(page, maker)
    if page.star:
        data["hasCertification"] = _certification(page.star)
    return data


def _offer(page, maker) -> dict:
    state = "InStock" if page.can_be_ordered else "OutOfStock"
    return {
        "@type": "Offer",
        "price": str(page.price),
        "priceCurrency": "VND",
        "availability": f"https://schema.org/{state}",
        "itemCondition": "https://schema.org/NewCondition",
        "url": settings.SITE_URL + in_language(page.path),
        "seller": {"@type": "Organization", "name": maker.trade_name},
        "hasMerchantReturnPolicy": {
            "@type": "MerchantReturnPolicy",
            "applicableCountry": "VN",
            "merchantReturnLink": settings.SITE_URL + in_language("/delivery/"),
        },
    } | _shipping(page)


def _shipping(page) -> dict:
    """The most that sending one costs; nothing where that depends on more than the weight."""
    if page.dearest_shipping is None:
        return {}
    return {
        "shippingDetails": {
            "@type": "OfferShippingDetails",
            "shippingDestination": {"@type": "DefinedRegion", "addressCountry": "VN"},
            "shippingRate": {
                "@type": "MonetaryAmount",
                "maxValue": page.dearest_shipping,
                "currency": "VND",
            },
        }
    }


def _certification(star: Star) -> dict:
    return {
        "@type": "Certification",
        "name": "OCOP",
        "issuedBy": {"@type": "GovernmentOrganization", "name": star.authority.name},
        "certificationIdentification": star.decision_number,
        "validFrom": star.effective_on.isoformat(),
        "expires": star.valid_until.isoformat(),
        "certificationRating": {
            "@type": "Rating",
            "ratingValue": star.stars,
            "worstRating": 3,
            "bestRating": 5,
        },
    }


def absolute(url: str) -> str:
    """A whole address for what may already be one."""
    return url if re.match(r"https?://", url) else settings.SITE_URL + url
