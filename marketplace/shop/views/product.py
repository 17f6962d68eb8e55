"""The page of one product."""

from django.shortcuts import render


def product(request, slug, product_id):
    return render(request, "shop/product.html", {})
