from marketplace.kernel.text import slug

from .models import Producer

_LONGEST = 110


def free_slug(name: str) -> str:
    """An address part for a producer that no other has: "htx-dong-thap", then "-2", "-3" …"""
    stem = slug(name)[:_LONGEST].strip("-") or "co-so"
    taken = set(Producer.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    number, free = 1, stem
    while free in taken:
        number += 1
        free = f"{stem}-{number}"
    return free
