"""The page of one producer."""

from django.shortcuts import render


def producer_page(request, slug):
    return render(request, "shop/producer.html", {})
