# The two commands: `make demo` and `make test`.  Both set up what they need in .venv first.
# uv is used where it is found; without it python3, venv and pip (hashes are checked either way).

PYTHON ?= python3
VENV   ?= .venv
UV     ?= $(shell command -v uv 2>/dev/null)
BIN    := $(VENV)/bin
DEMO   ?= demo-out
JOBS   ?= 2

.PHONY: demo test check long bench clean lock

demo: $(VENV)/.run
	$(BIN)/foibot demo $(DEMO)

test: check
	$(BIN)/pytest -n $(JOBS) --dist loadfile

check: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/deptry foibot

# What takes long: full enumeration of crashes, the simulated year, fuzzing, mutation.
long: $(VENV)/.dev
	$(BIN)/python -m tests.crash
	$(BIN)/python -m tests.year
	$(BIN)/python -m tests.fuzz --n 100000 --seed 2026
	for what in config rules templates replies attachments; do \
	  $(BIN)/python -m tests.fuzz --what $$what --n 20000 --seed 2026 || exit 1; done
	FOIBOT_CLOCK_STRIDE=1 $(BIN)/pytest tests/unit/clock/test_witness.py
	$(BIN)/python -m tests.mutation.clock
	$(BIN)/python -m tests.clean --office
	$(BIN)/python -m tests.hidden
	$(BIN)/python -m tests.hidden --office
	$(BIN)/python -m tests.personal

bench: $(VENV)/.dev
	$(BIN)/python -m tests.bench

$(VENV)/.run: requirements.lock pyproject.toml
	@$(MAKE) --no-print-directory .install LOCK=requirements.lock
	@touch $@

$(VENV)/.dev: requirements-dev.lock pyproject.toml
	@$(MAKE) --no-print-directory .install LOCK=requirements-dev.lock
	@touch $@ $(VENV)/.run

.PHONY: .install
.install:
ifneq ($(UV),)
	@test -x $(BIN)/python || $(UV) venv -q --python '>=3.11' $(VENV)
	$(UV) pip install -q --python $(BIN)/python --require-hashes -r $(LOCK)
	$(UV) pip install -q --python $(BIN)/python --no-deps --no-build-isolation -e .
else
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
	  { echo "foibot needs Python 3.11 or later as $(PYTHON): install it (Debian/Ubuntu: apt install python3 python3-venv), or say make PYTHON=/path/to/python3"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || \
	  { rm -rf $(VENV); echo "Python's venv module is missing: install it (Debian/Ubuntu: apt install python3-venv), or install uv"; exit 1; }
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r $(LOCK)
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
endif

# One resolution: what runs has the versions that were tested.
COMPILE = $(UV) pip compile -q pyproject.toml --extra oauth --universal --python-version 3.11 \
  --generate-hashes --no-header --no-annotate --no-strip-extras --no-emit-index-url .ci/build.in
lock:
	$(COMPILE) --group dev -o requirements-dev.lock
	$(COMPILE) --constraint requirements-dev.lock -o requirements.lock

clean:
	rm -rf $(VENV) $(DEMO) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
