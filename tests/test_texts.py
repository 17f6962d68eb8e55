"""Every text of ours has its Vietnamese, complete and with the same placeholders."""

import ast
import re

import pytest
from babel.messages.pofile import read_po
from django.template import engines
from django.template.base import Template
from django.templatetags.i18n import BlockTranslateNode, TranslateNode

from marketplace.kernel.texts import catalogues

from .test_house import modules, name_of, templates

GETTEXT = {"_", "gettext", "gettext_lazy", "gettext_noop"}
PLURAL = {"ngettext", "ngettext_lazy"}
CONTEXT = {"pgettext", "pgettext_lazy"}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|{\w*}")


def _strings(call: ast.Call) -> list[str]:
    return [a.value for a in call.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]


def texts_of_code():
    for path, tree in modules().items():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            words = _strings(node)
            if name in GETTEXT | PLURAL and words:
                yield words[0], name_of(path)
            elif name in CONTEXT and len(words) > 1:
                yield words[1], name_of(path)


def _texts_of_node(node):
    if isinstance(node, TranslateNode) and isinstance(node.filter_expression.var, str):
        yield str(node.filter_expression.var)
    elif isinstance(node, TranslateNode) and getattr(node.filter_expression.var, "literal", None):
        yield str(node.filter_expression.var.literal)
    elif isinstance(node, BlockTranslateNode):
        yield node.render_token_list(node.singular)[0]


def texts_of_templates():
    engine = engines["django"].engine
    for path in templates():
        template = Template(path.read_text(), engine=engine)
        for node in template.nodelist.get_nodes_by_type((TranslateNode, BlockTranslateNode)):
            for text in _texts_of_node(node):
                yield text, name_of(path)


def entries():
    """Every translated entry, as (its one or two texts, its Vietnamese)."""
    for po in catalogues():
        with po.open("rb") as source:
            for entry in read_po(source, locale="vi"):
                ids = entry.id if isinstance(entry.id, tuple) else (entry.id,)
                strings = entry.string if isinstance(entry.string, tuple) else (entry.string,)
                if all(strings) and not entry.fuzzy:
                    yield ids, strings[0]


@pytest.fixture(scope="module")
def vietnamese() -> dict:
    return {text: translated for ids, translated in entries() for text in ids}


def test_every_text_has_its_vietnamese(vietnamese):
    texts = {*texts_of_code(), *texts_of_templates()}

    missing = sorted({(where, text) for text, where in texts if text and text not in vietnamese})

    assert missing == []


def test_placeholders_survive_translation():
    """One Vietnamese form stands for both of the English ones, with the placeholders of either."""
    broken = [
        ids
        for ids, translated in entries()
        if set(PLACEHOLDER.findall(translated)) - set(PLACEHOLDER.findall(" ".join(ids)))
    ]

    assert broken == []
