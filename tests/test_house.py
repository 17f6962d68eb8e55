"""The rules of the house: sizes, doors, forks, templates and texts, held by machine."""

import ast
import re
import statistics
import subprocess
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("catalog", "cms", "marketplace", "search", "showrooms")
# Lowest first; a template may load tags of its own package or of one before it.
LAYERS = (
    "marketplace/kernel",
    "catalog",
    "showrooms",
    "cms",
    "marketplace/forks",
    "marketplace/shop",
    "marketplace/people",
    "marketplace/reports",
    "search",
)
TOP_LEVEL = {
    ".ci",
    ".dockerignore",
    ".gitignore",
    "CHANGELOG.md",
    "Dockerfile",
    "LICENSE",
    "Makefile",
    "README.md",
    "bench",
    "catalog",
    "cms",
    "compose.yaml",
    "docs",
    "manage.py",
    "marketplace",
    "pyproject.toml",
    "requirements-dev.lock",
    "requirements.lock",
    "search",
    "showrooms",
    "tests",
}
FORBIDDEN_NAMES = {"utils", "helpers", "common", "misc", "services", "managers"}
# Each fact has one writing module; nobody else creates, changes or deletes these rows.
DOORS = {
    "StarCertification": "catalog/certification",
    "CertificationEvent": "catalog/certification",
    "RecognitionDecision": "catalog/certification",
    "ExpiryNotice": "catalog/radar_notices",
    "StockBalance": "showrooms/stock",
    "StockMove": "showrooms/stock",
    "Hold": "showrooms/stock",
    "OrderDetails": "marketplace/shop/ordering",
    "Fulfilment": "marketplace/shop/ordering",
    "FulfilmentItem": "marketplace/shop/ordering",
    "OrderEvent": "marketplace/shop/ordering",
    "PaymentAttempt": "marketplace/shop/ordering",
    "Receipt": "marketplace/shop/ordering",
    "RefundAccount": "marketplace/shop/ordering",
    "FormerRecipient": "marketplace/shop/ordering",
    "StarWaiver": "marketplace/shop/ordering",
    "LookedAt": "marketplace/shop/ordering",
    "OfferTerms": "marketplace/shop/discounts",
    "OutboxItem": "marketplace/kernel/outbox",
    "FactsChange": "catalog/registration",
    "ImportRun": "catalog/intake",
    "Proposal": "catalog/proposals/",
    "ProposalFile": "catalog/proposals/",
    "ProposalEvent": "catalog/proposals/",
    "ReviewRow": "catalog/intake",
    "IncomingSheet": "catalog/intake",
    "Report": "marketplace/reports/counting",
    "Count": "marketplace/reports/counting",
    "Snapshot": "marketplace/reports/closing",
    "AssessmentRound": "marketplace/reports/typed",
    "TypedFigure": "marketplace/reports/typed",
    "Invitation": "marketplace/people/doors",
    "Act": "marketplace/people/doors",
}
# Measuring data, written in bulk; the module says why.
PAST_THE_DOORS = "marketplace/shop/demo/scale.py"
WRITES = {
    "bulk_create",
    "bulk_update",
    "create",
    "delete",
    "get_or_create",
    "save",
    "update",
    "update_or_create",
}


@cache
def tracked(*patterns: str) -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", *patterns],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split("\n")
    return [ROOT / name for name in listed if name and (ROOT / name).exists()]


def ours(path: Path) -> bool:
    parts = path.relative_to(ROOT).parts
    return parts[0] in PACKAGES and "migrations" not in parts


@cache
def modules() -> dict[Path, ast.Module]:
    return {path: ast.parse(path.read_text()) for path in tracked("*.py") if ours(path)}


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def lines_of(path: Path) -> int:
    return len(path.read_text().splitlines())


def functions():
    for path, tree in modules().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield path, node, node.end_lineno - node.lineno + 1


def test_files_are_short():
    sizes = {name_of(path): lines_of(path) for path in modules()}

    assert {name: size for name, size in sizes.items() if size > 400} == {}
    assert statistics.median(size for size in sizes.values() if size) <= 90


def test_test_files_are_short():
    too_long = {
        name_of(path): lines_of(path) for path in tracked("tests/*.py") if lines_of(path) > 500
    }

    assert too_long == {}


def test_functions_are_short():
    sizes = [(f"{name_of(path)}:{node.name}", size) for path, node, size in functions()]

    assert {name: size for name, size in sizes if size > 50} == {}
    short = sum(size <= 10 for _, size in sizes)
    assert short / len(sizes) >= 2 / 3, f"{short} of {len(sizes)} functions have at most 10 lines"


def test_templates_are_short():
    too_long = {
        name_of(path): lines_of(path)
        for path in tracked("*.html")
        if ours(path) and lines_of(path) > 150
    }

    assert too_long == {}


def test_nothing_unlisted_stands_at_the_top():
    found = {path.relative_to(ROOT).parts[0] for path in tracked()}

    assert found - TOP_LEVEL == set()


def test_no_module_has_an_empty_name():
    found = [
        name_of(path)
        for path in modules()
        if FORBIDDEN_NAMES & {path.stem, *path.relative_to(ROOT).parts[:-1]}
    ]

    assert found == []


def _written_models(tree: ast.Module):
    """(model, verb) of every `Model.objects….verb(…)` and `Model(…).save()`."""
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        if node.func.attr not in WRITES:
            continue
        root = node.func.value
        while isinstance(root, ast.Attribute | ast.Call):
            root = root.value if isinstance(root, ast.Attribute) else root.func
        if isinstance(root, ast.Name) and root.id in DOORS:
            yield root.id, node.func.attr


def test_each_fact_is_written_by_its_door():
    broken = [
        f"{name_of(path)}: {model}.{verb}"
        for path, tree in modules().items()
        for model, verb in _written_models(tree)
        if not name_of(path).startswith((DOORS[model], PAST_THE_DOORS))
    ]

    assert broken == []


def test_every_fork_says_why():
    for folder in sorted((ROOT / "marketplace" / "forks").iterdir()):
        if folder.is_dir() and folder.name != "__pycache__":
            docstring = ast.get_docstring(ast.parse((folder / "apps.py").read_text()))
            assert "Why:" in docstring, folder.name


def test_oscars_class_loader_is_asked_in_forks_only():
    found = [
        name_of(path)
        for path in modules()
        if "marketplace/forks" not in name_of(path)
        and re.search(r"\bget_class(es)?\(", path.read_text())
    ]

    assert found == []


def _layer_of(path: Path) -> int:
    """Where a file stands; templates of the root of the project stand with the shop."""
    name = name_of(path)
    found = [i for i, layer in enumerate(LAYERS) if name.startswith(layer + "/")]
    return found[0] if found else LAYERS.index("marketplace/shop")


@cache
def tag_libraries() -> dict[str, int]:
    return {path.stem: _layer_of(path) for path in modules() if path.parent.name == "templatetags"}


def templates() -> list[Path]:
    return [path for path in tracked("*.html", "*.txt") if ours(path) and "templates" in path.parts]


def test_templates_load_tags_of_their_own_or_a_lower_package():
    broken = [
        f"{name_of(path)} loads {library}"
        for path in templates()
        for loaded in re.findall(r"{%\s*load ([^%]+)%}", path.read_text())
        for library in loaded.split(" from ")[-1].split()
        if tag_libraries().get(library, -1) > _layer_of(path)
    ]

    assert broken == []


@pytest.mark.parametrize(
    "pattern",
    [
        r"<script(?![^>]*\bsrc=)(?![^>]*application/ld\+json)",
        r"<style\b",
        r"\sstyle=",
        r"<[^>]*\son[a-z]+=",
        r"(?:src|href)=[\"']https?://(?!schema\.org)",
    ],
    ids=["script", "style element", "style attribute", "event handler", "third party"],
)
def test_pages_have_nothing_inline(pattern):
    mails = "marketplace/templates/messages"
    found = [
        name_of(path)
        for path in templates()
        if not name_of(path).startswith(mails) and re.search(pattern, path.read_text())
    ]

    assert found == []


def test_no_late_import_without_a_reason():
    bare = [
        f"{name_of(path)}:{number}"
        for path in modules()
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if "noqa: PLC0415" in line and not re.search(r"PLC0415 - \w+", line)
    ]

    assert bare == []


def test_the_environment_is_read_in_settings_only():
    found = [
        name_of(path)
        for path in modules()
        if "marketplace/settings" not in name_of(path)
        and re.search(r"os\.(environ|getenv)", path.read_text())
    ]

    # manage.py and wsgi.py name the settings module; nothing else may look.
    assert found == ["marketplace/wsgi.py"]


def test_the_readme_names_every_package_and_variable():
    readme = (ROOT / "README.md").read_text()
    variables = {
        name
        for path in modules()
        if "marketplace/settings" in name_of(path)
        for name in re.findall(r"""read\(\s*["']([A-Z_]+)["']""", path.read_text())
    }

    assert [name for name in PACKAGES if f"`{name}/" not in readme] == []
    assert sorted(name for name in variables if f"`{name}`" not in readme) == []


def test_a_database_can_be_migrated_to_what_the_models_say(db):
    from django.core.management import call_command  # noqa: PLC0415 - needs the registry

    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
