# What a person types: make romans, make test. Windows has no make: README says the two lines of pip that do the same.
.DEFAULT_GOAL := help
SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
.PHONY: help romans drome test nightly check catalogues reference pictures docs bench wheel locks clean

PYTHON ?= $(shell command -v python3.11 || command -v python3.12 || command -v python3.13 || command -v python3)
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq
# Both processors: a suite of many small tests is otherwise twice as long.
TESTFLAGS ?= -q -n auto

help: ## what can be made here
	@sed -nE 's/^([a-z]+):.*## (.*)/make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 18

$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "evalkit needs Python 3.11 or later: make PYTHON=/path/to/python3.11")'
	$(PYTHON) -m venv .venv

# What evalkit needs to run. A venv that has everything has this too.
.venv/.run: requirements.lock pyproject.toml | $(BIN)/python
	$(PIP) install -r requirements.lock
	$(PIP) install --no-deps --editable .
	touch $@

# What its makers need beside.
.venv/.dev: requirements-dev.lock pyproject.toml | $(BIN)/python
	$(PIP) install -r requirements-dev.lock
	$(PIP) install --no-deps --no-build-isolation --editable .
	touch $@ .venv/.run

romans: .venv/.run ## run the reference example and say where its workbook and report are
	$(BIN)/evalkit run examples/romans
	@echo
	@find "$$PWD/examples/romans/out" -name '*.xlsx' -o -name '*report*.html' -o -name '*rapport*.html' | LC_ALL=C sort

drome: .venv/.run ## make a dozen fictional structures and compare them on the shared core
	$(BIN)/python examples/drome/make.py

test: .venv/.dev ## every test but the nightly ones
	$(BIN)/python -m pytest -m "not nightly" $(TESTFLAGS)

nightly: .venv/.dev ## every test, the long ones too
	EVALKIT_NIGHTLY=1 $(BIN)/python -m pytest $(TESTFLAGS)

check: .venv/.dev ## style, types and layers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

catalogues: .venv/.dev ## collect messages, bring them into each catalogue, compile
	mkdir -p .work
	$(BIN)/pybabel -q extract -F babel.cfg -k say -k say_n:1,2 --no-wrap --sort-by-file --add-location=file \
		--project evalkit --copyright-holder "evalkit contributors" --output-file .work/evalkit.pot evalkit
	$(BIN)/pybabel -q update --domain evalkit --input-file .work/evalkit.pot --output-dir evalkit/locale \
		--no-wrap --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date
	$(BIN)/pybabel -q compile --domain evalkit --directory evalkit/locale

reference: .venv/.dev ## make the generated pages of the documentation anew
	$(BIN)/python docs/generate.py

pictures: .venv/.dev ## remake the pictures of the README and the docs from real outputs
	$(BIN)/python docs/make_pictures.py

docs: .venv/.dev ## build the documentation into site/
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet

bench: .venv/.dev ## the ratios promised, measured beside their peers
	$(BIN)/python -m benchmarks.help
	$(BIN)/python -m benchmarks.romans
	$(BIN)/python -m benchmarks.reading
	$(BIN)/python -m benchmarks.department
	$(BIN)/python -m benchmarks.tally

wheel: .venv/.dev ## build the wheel and the source archive into dist/
	$(BIN)/python -m build --no-isolation

locks: .venv/.dev ## pin again what pyproject.toml asks for
	$(PIP) install uv
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --no-emit-index-url --no-annotate \
		--custom-compile-command "make locks" pyproject.toml --output-file requirements.lock
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --no-emit-index-url --no-annotate \
		--custom-compile-command "make locks" --constraints requirements.lock --extra xlsform --group dev pyproject.toml \
		--output-file requirements-dev.lock

clean: ## remove what was built, the environment too
	rm -rf .venv dist build site htmlcov .coverage .coverage.* .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
