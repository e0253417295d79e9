# What can be built, run and checked here, with one word each? `make run` on a fresh machine does it all.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := run
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

UV := $(shell uv --version >/dev/null 2>&1 && echo uv || echo .uv/bin/uv)
UV_PIN := uv==0.13.9
COMPILE = $(UV) pip compile -q --no-config --universal --generate-hashes --no-emit-index-url --no-emit-find-links --upgrade
export RASA_TELEMETRY_ENABLED := false

.PHONY: run setup model test check bench accuracy messages pins clean

run: setup
	@.venv/bin/waypost db demo --if-empty
	@exec .venv/bin/waypost run

setup: model

# Decides by itself whether the training data, the pipeline or the components changed.
model: .venv/.built nlu/.venv/.built
	@.venv/bin/python -m nlu train

test: setup
	@.venv/bin/python -m pytest -n 2 --dist loadfile

check: .venv/.built
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@.venv/bin/mypy
	@.venv/bin/lint-imports
	@.venv/bin/python -m nlu.evaluation.lint
	@.venv/bin/python -m tests.catalogues

bench: setup
	@.venv/bin/python -m tests.bench

accuracy: setup
	@.venv/bin/python -m nlu test --write
	@.venv/bin/python -m tests.danger

messages: .venv/.built
	@.venv/bin/pybabel -q extract -F pyproject.toml --project=Waypost --copyright-holder="Waypost contributors" \
	    -k say -k message -k count:1,2 -k pick:1c,2 --add-comments=Translators: --sort-by-file --no-location -o locales/messages.pot bot listings locales
	@.venv/bin/pybabel -q update -i locales/messages.pot -d locales --no-fuzzy-matching --ignore-pot-creation-date
	@.venv/bin/python -m tests.translation_status
	@.venv/bin/python -m tests.catalogues

pins: | $(UV)
	@$(COMPILE) --python-version 3.11 requirements.in -o requirements.txt
	@$(COMPILE) --python-version 3.11 requirements-dev.in -c requirements.txt -o requirements-dev.txt
	@$(COMPILE) --python-version 3.10 nlu/requirements.in --override nlu/overrides.txt -o nlu/requirements.txt

clean:
	@rm -rf .venv nlu/.venv .uv models var .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

.venv/.built: requirements-dev.txt pyproject.toml | $(UV)
	@echo "Installing the bot's environment: under a minute the first time."
	@$(UV) venv -q --no-config --no-project --allow-existing --python 3.11 .venv
	@$(UV) pip sync -q --no-config --python .venv/bin/python --require-hashes requirements-dev.txt
	@$(UV) pip install -q --no-config --offline --python .venv/bin/python --no-deps --no-build-isolation -e .
	@touch $@

# Python 3.10: what uv finds, else what pyenv has, else uv fetches it.
nlu/.venv/.built: nlu/requirements.txt .python-version | $(UV)
	@echo "Installing the language server's environment: about 3 minutes the first time (2 GB)."
	@python="$$($(UV) python find --no-project 3.10 2>/dev/null || pyenv prefix 3.10 2>/dev/null | sed 's:$$:/bin/python:' | grep . \
	    || { $(UV) python install -q 3.10 && $(UV) python find --no-project 3.10; })" \
	  || { echo "Python 3.10 is needed for the language server and could not be fetched: install it (pyenv install 3.10, or your system's packages) and run make again." >&2; exit 1; }; \
	$(UV) venv -q --no-config --no-project --allow-existing --python "$$python" nlu/.venv
	@$(UV) pip sync -q --no-config --python nlu/.venv/bin/python --require-hashes nlu/requirements.txt
	@touch $@

# An order-only goal: a `uv` that is on the PATH needs no rule.
uv: ;
.uv/bin/uv:
	@echo "Installing uv into .uv: a few seconds."
	@python3 -m venv .uv
	@.uv/bin/python -m pip install -q --disable-pip-version-check "$(UV_PIN)"
