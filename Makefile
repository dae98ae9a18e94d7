# make brief   the shipped brief in every language, HTML and PDF: prints the paths
# make test    every test, with lint, types and walls
# make bench   how long a build takes, against Python itself and the bare PDF engine
# make clean   removes what the others made

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
.DEFAULT_GOAL := brief

.PHONY: brief
brief: $(VENV)/.installed system
	@$(BIN)/briefing build

.PHONY: test
test: $(VENV)/.installed-dev system
	@$(BIN)/python -m pytest -n auto

.PHONY: bench
bench: $(VENV)/.installed system
	@$(BIN)/python benchmarks/bench.py

.PHONY: clean
clean:
	rm -rf $(VENV) build .briefing dist benchmarks/results .mypy_cache .ruff_cache .import_linter_cache

# Pango draws the PDFs; it is no Python package. Looks first, installs only what lacks.
.PHONY: system
system: | $(VENV)/.installed
	@PYTHON=$(BIN)/python sh scripts/system.sh

$(VENV)/.installed: pyproject.toml briefing/__init__.py
	@PYTHON="$(PYTHON)" VENV=$(VENV) sh scripts/venv.sh
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[watch]' >&2
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]' >&2
	@touch $@
