# Every target makes its own environment first; nothing is installed outside .venv.
# On Windows, or without make, the README has the same steps as plain commands.

PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.made
GAME := content/reve

.PHONY: env demo test test-browser check format lint types layers content coverage systems lock clean

env: $(STAMP)

# A Debian without ensurepip makes a venv without pip; the system's pip then fills it from outside.
$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "REVE needs Python 3.11 or newer: make PYTHON=python3.12 env")'
	@echo "making .venv with $$($(PYTHON) --version), once"
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv >/dev/null 2>&1 || $(PYTHON) -m venv --clear --without-pip .venv
	@pip="$(BIN)/python -m pip"; $$pip --version >/dev/null 2>&1 || pip="$(PYTHON) -m pip --python $(BIN)/python"; \
	  $$pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock && \
	  $$pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

demo: env
	@$(BIN)/reve validate $(GAME)
	@$(BIN)/reve test $(GAME)
	@$(BIN)/reve odds $(GAME)
	@$(BIN)/reve simulate $(GAME) --players 100000 --days 30 --seed 1 --report economy.html

test: env
	$(BIN)/python -m pytest --quiet --numprocesses auto --maxprocesses 4 --dist worksteal

# The report of a simulation in a real Chromium, which it finds, or says how to get one.
test-browser: env
	$(BIN)/python -m tests.browser

check: lint types layers content test

lint: env
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: env
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format --quiet .

types: env
	$(BIN)/mypy

layers: env
	$(BIN)/lint-imports

# Shipped content has no problems at all, warnings included; its scenarios and sampled expressions pass.
content: env
	@for game in $$(find content -name game.yaml | sort); do \
	  $(BIN)/reve validate --strict "$$(dirname "$$game")" && $(BIN)/reve test "$$(dirname "$$game")" || exit 1; \
	done

# Every branch of what decides an outcome; nine in ten elsewhere.
coverage: env
	$(BIN)/python -m pytest --quiet --numprocesses auto --maxprocesses 4 --dist worksteal --cov --cov-report=
	$(BIN)/coverage report --fail-under=100 \
	  --include='rules/expression/*,engine/player/*,engine/columns/*,engine/distribution/*'
	$(BIN)/coverage report --fail-under=90

systems: env
	$(BIN)/python -m tests.systems

# Hashes, and no address of any index: any index that has these files will do.
lock:
	$(PYTHON) -m venv --clear .lock
	.lock/bin/python -m pip install --quiet --disable-pip-version-check uv
	.lock/bin/uv pip compile --quiet --no-config --system-certs --universal --python-version 3.11 --generate-hashes \
	  --upgrade --no-annotate --custom-compile-command "make lock" --extra dev pyproject.toml --output-file requirements.lock
	rm -rf .lock

clean:
	rm -rf .venv .lock .coverage .coverage.* .hypothesis .mypy_cache .ruff_cache .pytest_cache .import_linter_cache dist build
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
