"""Middleware of the whole site."""


class _PassOn:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)


class RefuseBadBytes(_PassOn):
    pass


class LanguageOfPath(_PassOn):
    pass


class PageCache(_PassOn):
    pass


class ContentSecurityPolicy(_PassOn):
    pass


class OfficeBadInput(_PassOn):
    pass
