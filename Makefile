# Everything a developer or a newcomer runs. `make` alone lists it.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: help demo test check format lint types contracts bench soak mutants constraints clean

help:            ## what can be made
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 14

$(READY): constraints.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

demo: $(READY)   ## a throw-away desk with believable tickets, opened in the terminal
	@$(BIN)/deskterm demo

test: $(READY)   ## the whole suite; what was left out, and why, is said at the end
	$(BIN)/python -m pytest -n 3 --dist loadfile --no-loadscope-reorder -r s

check: format lint types contracts test  ## what every commit passes

format: $(READY) ## is the code formatted?
	$(BIN)/ruff format --check .

lint: $(READY)   ## ruff
	$(BIN)/ruff check .

types: $(READY)  ## mypy --strict
	$(BIN)/mypy

contracts: $(READY) ## who may import whom
	$(BIN)/lint-imports --no-cache

bench: $(READY)  ## the README's figures: paired runs on this machine
	$(BIN)/python benchmarks/start.py

soak: $(READY)   ## the long runs
	$(BIN)/python -m pytest -m soak

mutants: $(READY) ## mutation testing of the rules
	$(BIN)/mutmut run

constraints:     ## resolve the dependencies again, with hashes (needs uv)
	uv pip compile pyproject.toml --group dev --extra postgresql --universal --generate-hashes \
		--python-version 3.11 --no-header --no-annotate -o constraints.txt

clean:           ## remove what was made
	rm -rf $(VENV) .pytest_cache .hypothesis .mypy_cache .ruff_cache mutants dist build
