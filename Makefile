# make demo    build the graph of the sample articles: out/graph.ttl and out/graph.html
# make test    the whole test suite
# make check   format, lint, types, order of imports, and the wheel in an empty environment
# make soak    writers killed at random moments, readers and extraction fuzzed, 50,000 articles weighed (hours;
#              FUZZ=5000 MANY=50000 FUZZ_SECONDS=600 say how much)
# make bench   measurements, as tables of ratios; make bench NAME=startup for one
# make screens  pictures: two pages for the README, the chart of docs/analysis.md, all main views and the
#              server's pages in out/screens (needs chromium)
# make explorer  build the explorer's program from frontend/ (the others do it where it is needed)
# make lock    resolve requirements*.lock anew
#
# Needs Python 3.11 or newer and make. Everything is installed into .venv, pinned by hash.

PYTHON ?= $(or $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; \
	done),python3)
VENV ?= .venv
OUT ?= out
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: demo test check soak bench screens explorer lock clean

demo: $(VENV)/run.stamp
	@$(BIN)/python hatch_build.py
	$(BIN)/kg build --samples --store $(OUT)/store
	$(BIN)/kg export --store $(OUT)/store --format turtle -o $(OUT)/graph.ttl
	$(BIN)/kg view --store $(OUT)/store -o $(OUT)/graph.html
	$(BIN)/kg explore --store $(OUT)/store -o $(OUT)/explorer.html
	@echo
	@echo "The graph as Turtle:    $(abspath $(OUT))/graph.ttl"
	@echo "The graph in a browser: file://$(abspath $(OUT))/graph.html"
	@echo "The explorer:           file://$(abspath $(OUT))/explorer.html"
	@echo 'Where sources disagree: $(BIN)/kg query disputed --store $(OUT)/store --evidence'
	@echo 'Ask it in SPARQL:       $(BIN)/kg query --store $(OUT)/store "SELECT ?a ?b WHERE { ?a kg:meets ?b }"'
	@echo 'kg on the path:         . $(BIN)/activate'


test: $(VENV)/dev.stamp
	@$(BIN)/python hatch_build.py --dev
	$(BIN)/python -m pytest $(PYTEST_ARGS)

check: $(VENV)/dev.stamp
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	.ci/wheel $(BIN)/python

soak: $(VENV)/dev.stamp
	KG_KILLS=300 $(BIN)/python -m pytest tests/store/test_kill.py
	KG_FUZZ=$(FUZZ) $(BIN)/python -m pytest tests/reading/test_fuzz_readers.py tests/cli/test_fuzz_contract.py
	KG_MANY=$(MANY) $(BIN)/python -m pytest tests/build/test_flat_memory.py
	$(BIN)/python tests/fuzz_with_atheris.py $(FUZZ_SECONDS) readers
	$(BIN)/python tests/fuzz_with_atheris.py $(FUZZ_SECONDS) contract
FUZZ ?= 5000
MANY ?= 50000
FUZZ_SECONDS ?= 600

bench: $(VENV)/dev.stamp
	@$(BIN)/python hatch_build.py
	$(BIN)/python -m benchmarks $(NAME)

screens: $(VENV)/dev.stamp
	@$(BIN)/python hatch_build.py
	$(BIN)/python .ci/screens.py docs/images $(OUT)/screens

explorer: $(VENV)/run.stamp
	$(BIN)/python hatch_build.py

# One resolution for every Python and platform; it starts from the pins there are, so that a new
# dependency moves no other. `make lock UPGRADE=--upgrade` takes the newest of everything.
UV_VERSION := 0.13.9
lock: $(VENV)/bin/python
	$(PYTHON) -m venv $(VENV)/lock
	$(VENV)/lock/bin/python -m pip --disable-pip-version-check --quiet install uv==$(UV_VERSION)
	$(VENV)/lock/bin/uv $(COMPILE) --group build -o requirements.lock
	$(VENV)/lock/bin/uv $(COMPILE) --group build --group dev -c requirements.lock -o requirements-dev.lock
	$(VENV)/lock/bin/uv $(subst pyproject.toml,.ci/node.in,$(COMPILE)) -o requirements-node.lock
COMPILE = pip compile pyproject.toml --quiet --universal --python-version 3.11 --fork-strategy fewest \
	--generate-hashes --no-header --no-annotate $(UPGRADE)

clean:
	rm -rf $(VENV) $(OUT) dist

# Installing: what the lock names and nothing else; then the checkout itself, editable.

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "bilateral-kg needs Python 3.11 or newer; name one with: make PYTHON=/path/to/python3.12"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
		{ echo "$(PYTHON) cannot make a virtual environment; on Debian: apt-get install python3-venv"; exit 1; }

INSTALL = $(PIP) install --no-deps --only-binary :all: --require-hashes -r
CHECKOUT = $(PIP) install --no-index --no-deps --no-build-isolation -e .

# The explorer is built when the checkout is installed: with the machine's Node, else with one from a package.
NODE = $(BIN)/python hatch_build.py --node || $(INSTALL) requirements-node.lock

$(VENV)/run.stamp: requirements.lock pyproject.toml | $(VENV)/bin/python
	@echo "Installing bilateral-kg into $(VENV) ..."
	@$(INSTALL) requirements.lock
	@$(NODE)
	@$(CHECKOUT)
	@touch $@

$(VENV)/dev.stamp: requirements-dev.lock pyproject.toml | $(VENV)/bin/python
	@echo "Installing bilateral-kg and its development tools into $(VENV) ..."
	@$(INSTALL) requirements-dev.lock
	@$(NODE)
	@$(CHECKOUT)
	@touch $@ $(VENV)/run.stamp
