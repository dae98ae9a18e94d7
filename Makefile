# Two commands for a stranger: `make brief` and `make test`. Both set up what they need.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
READY_DEV := $(VENV)/.ready-dev

.PHONY: brief test bench clean system

brief: $(READY)
	@$(BIN)/briefing build

test: $(READY_DEV)
	@$(BIN)/python -m pytest

bench: $(READY_DEV)
	@$(BIN)/python benchmarks/bench.py

clean:
	rm -rf $(VENV) build .briefing

system:
	@PYTHON="$(PYTHON)" sh .ci/system

$(READY): pyproject.toml .ci/system | system
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(READY_DEV): pyproject.toml .ci/system | system
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@ $(READY)
