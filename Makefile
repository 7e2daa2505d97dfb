# Everything this project can do, from a bare Debian 12 with Python 3.11, git and make.
# JOBS=1 runs the tests one after another; T=… passes options to pytest (T="-k undo").

BIN := .venv/bin
JOBS ?= 2
T ?=

.PHONY: help setup run test lint types soak bench package pictures messages coverage lock clean

help: ## list the targets
	@sed -n 's/^\([a-z]*\):.*## /\1	/p' $(MAKEFILE_LIST) | expand -t 12

setup: ## make .venv/ and install what is missing
	@sh tools/set_up.sh

run: setup ## open the desk on a sample venue (without a display: check it and print its papers)
	@sh tools/run_sample.sh

test: lint types ## everything that must hold before a change goes in
	@# kept in their compiled form, whatever the shell says: else each process compiles all tests for ten seconds
	PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -n $(JOBS) --dist loadfile --no-loadscope-reorder --max-worker-restart 0 $(T)

lint: setup ## style and layers
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/lint-imports --no-cache --no-logo

types: setup ## mypy, strict
	$(BIN)/mypy

soak: setup ## the long harnesses
	$(BIN)/python -m pytest -m soak $(T)

bench: setup ## measure against the budgets
	$(BIN)/python tools/bench.py

package: setup ## a folder to copy to a machine without Python, in build/package, and the proof that it works
	$(BIN)/python tools/package.py

pictures: setup ## the pictures of guide and README, from the real program
	$(BIN)/python tools/pictures.py

messages: setup ## extract, update and compile the translations
	$(BIN)/python tools/messages.py

coverage: setup ## write COVERAGE.md of the rule packs
	$(BIN)/python tools/coverage.py

lock: setup ## renew requirements.lock (needs uv)
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --extra dev \
		--custom-compile-command "make lock" --quiet pyproject.toml -o requirements.lock

clean: ## remove what was built, but not .venv/
	rm -rf build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find fr_desk tests tools installer -name __pycache__ -prune -exec rm -rf {} +
