import oscar.apps.search.apps


class SearchConfig(oscar.apps.search.apps.SearchConfig):
    name = "lists"
