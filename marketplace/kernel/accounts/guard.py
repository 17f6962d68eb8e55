"""Which login an attempt was aimed at, for counting the failed ones."""

from marketplace.kernel import phone as phones


def login_of(request, credentials=None) -> str:
    """E-mail in lower case or phone in E.164: the same account has one spelling."""
    given = credentials or {}
    typed = given.get("email") or given.get("phone") or given.get("username") or ""
    if not typed and request is not None:
        typed = request.POST.get("login", "")
    try:
        return phones.parse(typed)
    except phones.NotAMobile:
        return typed.strip().lower()[:254]
