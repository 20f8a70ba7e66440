# Sahel's two commands are `make run` and `make test`; `make help` lists the rest.

PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
MANAGE := $(BIN)/python manage.py

.NOTPARALLEL:
.PHONY: help run test lint checks test-sqlite test-postgres browser redis format lock clean

help: ## List what make can do
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/\1|\2/' | awk -F'|' '{printf "make %-15s %s\n", $$1, $$2}'

run: .venv/.for-running ## Load the course and a demo class, and serve on http://localhost:8000 (PORT= to change)
	DEBUG=1 $(MANAGE) migrate --verbosity 0
	DEBUG=1 $(MANAGE) createcachetable
	DEBUG=1 $(MANAGE) load_curriculum
	DEBUG=1 $(MANAGE) seed_demo
	DEBUG=1 $(MANAGE) runserver $(PORT)

test: lint checks test-sqlite test-postgres ## Everything CI runs: style, checks, tests on SQLite, in Chromium and on PostgreSQL

lint: .venv/.for-testing ## Style of Python and of templates
	@echo "== style of Python"
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	@echo "== style of templates"
	git ls-files '*.html' | xargs $(BIN)/djade --check --target-version 5.2

checks: .venv/.for-testing ## Migrations are complete; production settings are safe; the course is fit to publish
	@echo "== migrations are complete"
	DEBUG=1 DATABASE_URL=sqlite://:memory: $(MANAGE) makemigrations --check --dry-run
	@echo "== production settings are safe"
	DEBUG=0 SECRET_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(50))') ALLOWED_HOSTS=sahel.example \
		DATABASE_URL=sqlite://:memory: $(MANAGE) check --deploy --fail-level WARNING
	@echo "== the course is fit to publish"
	DEBUG=1 DATABASE_URL=sqlite://:memory: $(MANAGE) check_curriculum

test-sqlite: .venv/.for-testing browser redis ## All tests, on SQLite and in Chromium
	@echo "== tests on SQLite and in Chromium"
	env -u DATABASE_URL $(BIN)/python -m pytest -n auto

test-postgres: .venv/.for-testing redis ## All tests but the browser's, on PostgreSQL
	@echo "== tests on PostgreSQL"
	$(BIN)/python tests/private_postgres.py $(BIN)/python -m pytest -n auto --ignore tests/browser

browser: .venv/.for-testing
	@echo "== a browser"
	$(BIN)/python tests/browser/chromium.py

redis: .venv/.for-testing
	@echo "== a Redis"
	$(BIN)/python tests/redis_server.py

format: .venv/.for-testing ## Put Python and templates in Sahel's style
	$(BIN)/ruff check --fix
	$(BIN)/ruff format
	git ls-files '*.html' | xargs $(BIN)/djade --target-version 5.2

lock: .venv/.for-testing ## Fix the version of everything below requirements-dev.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --no-header --no-annotate --upgrade \
		--output-file constraints.txt requirements-dev.txt

clean: ## Remove what make made; the database stays
	rm -rf .venv static-root .pytest_cache .ruff_cache .hypothesis

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Sahel needs Python 3.11 or newer; name one: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
		{ echo "This Python cannot make virtual environments; on Debian: apt-get install python3-venv"; exit 1; }
	$(PYTHON) -m venv .venv

.venv/.for-running: requirements.txt constraints.txt | .venv/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.txt -c constraints.txt
	@touch $@

.venv/.for-testing: requirements.txt requirements-dev.txt constraints.txt | .venv/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-dev.txt -c constraints.txt
	@touch $@ .venv/.for-running
