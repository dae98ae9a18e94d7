# make brief   the shipped brief in every language, HTML and PDF: prints the paths
# make test    every test, with lint, types and walls
# make kills   kills commands half-way, 300 times, and looks at what they leave: KILLS=300 SEED=1
# make bench   how long a build takes, against Python itself, the bare PDF engine and a browser; ROUNDS=7 SCALING=1
# make lock    writes requirements.lock anew from the ranges of pyproject.toml; ARGS=--upgrade takes the newest of all
# make newest  tests and canaries on the newest versions that pyproject.toml allows; a line for whatever differs
# make fuzz    looks for files that make a reader raise, each reader for SECONDS_EACH=20 seconds; Linux and macOS
# make audit   asks for known vulnerabilities of what requirements.lock pins; fails where nobody could be asked
# make release  tests, audit, then wheel, source, bill of materials and digests in dist/; see docs/releasing.md
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
	@$(BIN)/python benchmarks/bench.py --rounds $(or $(ROUNDS),7) $(if $(SCALING),--scaling)

.PHONY: kills
kills: $(VENV)/.installed system
	@$(BIN)/python tests/kills.py --kills $(or $(KILLS),300) --seed $(or $(SEED),1)

.PHONY: clean
clean:
	rm -rf $(VENV) .venv-newest .venv-fuzz .venv-release build .briefing dist .mypy_cache .ruff_cache .import_linter_cache

# Pango draws the PDFs; it is no Python package. Looks first, installs only what lacks.
.PHONY: system
system: | $(VENV)/.installed
	@PYTHON=$(BIN)/python sh scripts/system.sh

.PHONY: lock
lock:
	@sh scripts/lock.sh $(ARGS)

# Not part of `make test`: the lock says what that runs on. ARGS go to pytest, such as ARGS="-k languages".
.PHONY: newest
newest:
	@PYTHON="$(PYTHON)" VENV=.venv-newest sh scripts/newest.sh $(ARGS)

# Not part of `make test`, which has a few hundred of the same examples, the same each time.
.PHONY: fuzz
fuzz:
	@PYTHON="$(PYTHON)" VENV=.venv-fuzz SECONDS_EACH=$(or $(SECONDS_EACH),20) sh scripts/fuzz.sh

.PHONY: audit
audit:
	@PYTHON="$(PYTHON)" sh scripts/audit.sh

.PHONY: release
release: test
	@VENV=$(VENV) sh scripts/release.sh

$(VENV)/.installed: pyproject.toml requirements.lock briefing/__init__.py
	@PYTHON="$(PYTHON)" VENV=$(VENV) sh scripts/venv.sh
	@VENV=$(VENV) sh scripts/install.sh brief
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	@VENV=$(VENV) sh scripts/install.sh test
	@touch $@
