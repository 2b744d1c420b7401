# Each target sets up what it needs, in a virtual environment of its own.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
RELEASES ?= 3.50.2 4.16.0 4.44.1 5.50.0 6.31.0

# What the second reading compares: custom components of Gradio, and packages of other kinds.
COMPONENTS ?= \
  gradio_agentchatbot==0.0.8 gradio_calendar==0.0.6 gradio_dropdownplus==0.0.3 \
  gradio_editor3d==0.0.3 gradio_folium==0.0.6 gradio_highlightedtextbox==0.0.13 \
  gradio_huggingfacehub_search==0.0.12 gradio_i18n==0.3.4 gradio_iframe==0.0.10 \
  gradio_image_annotation==0.5.6 gradio_imageslider==0.0.20 gradio_leaderboard==0.0.13 \
  gradio_livelog==0.0.10 gradio_log==0.0.8 gradio_modal==0.0.4 gradio_molecule3d==0.0.7 \
  gradio_multimodalchatbot==0.0.1 gradio_pdf==0.0.19 gradio_rangeslider==0.0.8 \
  gradio_unifiedaudio==0.0.4
PACKAGES ?= \
  click==8.5.1 flask==3.1.3 httpx==0.28.1 jinja2==3.1.6 panel==1.9.4 rich==15.0.0 \
  starlette==1.10.0 textual==8.2.8 typer==0.29.2

# What the tests call the kit's server with; without node only the clients for Python.
CLIENTS := build/clients
CLIENTS_READY := $(CLIENTS)/.ready

# Programs that tests start are compiled once, and test modules rewritten once, wherever this runs.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: run serve test clients lint format bench verify docs clean

run: $(READY)
	$(BIN)/python tools/showcase
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict
	@echo "The documentation, with the pages of the kit, its app and its drift: site/index.html"

serve: $(READY)
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs serve

test: lint $(CLIENTS_READY)
	$(BIN)/pytest --numprocesses 2

clients: $(CLIENTS_READY)

lint: $(READY)
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/faceplate check src/faceplate src/faceplate_kit --docs docs --docs README.md --docs CONTRIBUTING.md

format: $(READY)
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

bench: $(READY)
	$(BIN)/python tools/bench.py
	$(BIN)/python tools/bench_check.py
	$(BIN)/python tools/load.py --environments build/environments
	$(BIN)/python tools/bench_sites.py
	$(BIN)/python tools/bench_sphinx.py
	$(BIN)/python tools/bench_apps.py build/environments/$(lastword $(RELEASES))/bin/python

verify: $(READY)
	$(BIN)/pytest --numprocesses 2 -m thorough
	$(BIN)/python tools/agreement $(RELEASES) --environments build/environments
	$(BIN)/python tools/descriptors $(RELEASES) --environments build/environments
	$(BIN)/python tools/sign_in.py $(RELEASES) --environments build/environments
	$(BIN)/python tools/soak.py
	$(BIN)/python tools/independent $(COMPONENTS) $(PACKAGES) --wheels build/wheels
	$(BIN)/python tools/second_reading --list tools/second_reading/packages.txt --wheels build/wheels
	$(BIN)/python tools/public_names --list tools/public_names/packages.txt --wheels build/wheels \
	  --environments build/environments
	$(BIN)/python tools/survey --list tools/survey/packages.txt --wheels build/wheels \
	  --results build/survey.jsonl
	$(BIN)/python tools/constructors --modules 2000 --seed 2
	$(BIN)/python tools/measured.py
	$(BIN)/python tools/coming_from
	$(BIN)/python tools/precision
	$(BIN)/python tools/fixes --list tools/fixes/packages.txt --wheels build/wheels
	$(BIN)/python tools/mutations tools/mutations/packages.txt --count 6
	$(BIN)/python tools/upgrades 5.50.0 6.31.0 --environments build/environments

docs: $(READY)
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict

$(READY): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "faceplate needs Python 3.11 or newer; call make PYTHON=python3.x" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

$(CLIENTS_READY): tools/clients.py $(wildcard tests/kit/server/clients/*.*)
	$(PYTHON) tools/clients.py $(CLIENTS)
	@touch $@

clean:
	rm -rf $(VENV) build site
