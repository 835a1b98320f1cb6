# Every command a person or CI runs. `make` alone lists them.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

help: ## Show this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)$$/  make \1\t\2/' | expand -t 18

$(VENV)/core.stamp: requirements/core.lock pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@if command -v uv >/dev/null; then \
		uv pip install -q --python $(BIN)/python --require-hashes -r requirements/core.lock; \
	else \
		$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/core.lock; \
	fi
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/dev.stamp: $(VENV)/core.stamp requirements/dev.lock
	@if command -v uv >/dev/null; then \
		uv pip install -q --python $(BIN)/python --require-hashes -r requirements/dev.lock; \
	else \
		$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/dev.lock; \
	fi
	@touch $@

demo: $(VENV)/core.stamp ## Build the demo and serve it (PORT=8000; FRESH=1 rebuilds); Ctrl-C stops it
	@$(BIN)/samfrid demo --port $(or $(PORT),8000) $(if $(FRESH),--fresh)

# What is compiled once starts faster, so only tests and checks leave no compiled files behind.
test check bench nightly docs: export PYTHONDONTWRITEBYTECODE := 1

test: $(VENV)/dev.stamp ## Run every test; what touches the database once more on PostgreSQL
	@$(BIN)/python -m pytest -n 2 --dist worksteal
	@$(BIN)/python tests/postgres.py -n 2 --dist worksteal

check: $(VENV)/dev.stamp ## Formatting, lint, types, import contracts, documentation
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/mkdocs build --quiet --strict

fix: $(VENV)/dev.stamp ## Format and mend what can be mended by machine
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

lock: ## Lock the requirements with hashes and without addresses (needs uv)
	uv pip compile requirements/core.in --generate-hashes --no-emit-index-url --universal --python-version 3.11 -o requirements/core.lock -q
	uv pip compile requirements/dev.in -c requirements/core.lock --generate-hashes --no-emit-index-url --universal --python-version 3.11 -o requirements/dev.lock -q

docs: $(VENV)/dev.stamp ## Build the documentation site under var/site
	@$(BIN)/mkdocs build --quiet --strict && echo "var/site/index.html"

bench: $(VENV)/dev.stamp ## Run every benchmark; a machine-readable copy lands in var/bench.json
	@$(BIN)/python -m benchmarks

nightly: $(VENV)/dev.stamp ## The long runs: thousands of examples, whole grids
	@HYPOTHESIS_PROFILE=nightly $(BIN)/python -m pytest -n 2 --dist worksteal -m "nightly or not nightly"
	@HYPOTHESIS_PROFILE=nightly $(BIN)/python tests/postgres.py -n 2 --dist worksteal -m "nightly or not nightly"

clean: ## Remove what was built
	rm -rf $(VENV) var .mypy_cache .ruff_cache .pytest_cache .import_linter_cache

.PHONY: help demo test check fix lock docs bench nightly clean
