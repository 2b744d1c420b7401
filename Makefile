# Each target sets up what it needs, in a virtual environment of its own.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
RELEASES ?= 3.50.2 4.16.0 4.44.1 5.50.0 6.31.0

.PHONY: run test lint format bench verify docs clean

run: $(READY)
	$(BIN)/faceplate show gradio==4.16.0:LogoutButton

test: lint
	$(BIN)/pytest --numprocesses 2

lint: $(READY)
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(READY)
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

bench: $(READY)
	$(BIN)/python tools/bench.py

verify: $(READY)
	$(BIN)/python tools/agreement $(RELEASES) --environments build/environments

docs: $(READY)
	$(BIN)/mkdocs build --strict

$(READY): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "faceplate needs Python 3.11 or newer; call make PYTHON=python3.x" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

clean:
	rm -rf $(VENV) build site
