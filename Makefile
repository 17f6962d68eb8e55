# Each target sets up what it needs; nothing but Python 3.11 and make has to be there before.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
PO := $(shell find catalog cms marketplace search showrooms -name 'django*.po')
WORKERS ?= $(shell nproc 2>/dev/null || echo 2)
PYTEST := $(BIN)/pytest -n $(WORKERS)
ON_POSTGRES := $(BIN)/python -m tests.services.postgres --

.PHONY: run test test-all check bench clean

run: .venv/run.stamp var/static.stamp
	$(BIN)/python manage.py demo

test: .venv/dev.stamp .venv/texts.stamp
	$(PYTEST) -m "not slow and not browser and not postgres"

test-all: .venv/dev.stamp .venv/texts.stamp .venv/browser.stamp var/static.stamp
	$(ON_POSTGRES) $(PYTEST) -m "not browser and not slow"
	$(PYTEST) -m "slow and not postgres and not browser"
	$(ON_POSTGRES) $(BIN)/python manage.py migrate -v0 --settings=marketplace.settings.test
	$(BIN)/pytest -m browser -n 0

check: .venv/dev.stamp .venv/texts.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	git ls-files '*.html' | xargs $(BIN)/djade --target-version 5.2 --check
	$(BIN)/lint-imports
	$(BIN)/python manage.py makemigrations --check --dry-run --settings=marketplace.settings.test
	$(BIN)/python -m tests.services.deploy_check

bench: .venv/dev.stamp .venv/texts.stamp
	$(BIN)/python -m bench.relevance
	$(BIN)/python -m bench.catalogue

clean:
	rm -rf .venv var .cache

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/run.stamp: requirements.lock | .venv/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	touch $@

.venv/dev.stamp: requirements-dev.lock .venv/run.stamp
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	touch $@

# Babel compiles the catalogues, so that no gettext has to be installed.
.venv/texts.stamp: $(PO) .venv/run.stamp
	$(BIN)/python -m marketplace.kernel.texts
	touch $@

var/static.stamp: .venv/texts.stamp $(shell find */static */*/static -type f 2>/dev/null)
	$(BIN)/python manage.py collectstatic --noinput -v0
	touch $@

.venv/browser.stamp: tests/browser/package-lock.json
	command -v chromium >/dev/null || (apt-get update -qq && apt-get install -y -qq chromium)
	npm ci --silent --prefix tests/browser
	touch $@
