"""Texts that bind or inform the buyer, and what search engines ask for."""

from django.shortcuts import render


def legal_text(request, kind):
    return render(request, "shop/legal.html", {"kind": kind})
