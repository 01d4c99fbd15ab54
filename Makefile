# Two verbs: `make record` shows what mahdar does, `make test` says whether it is right.
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.installed

.PHONY: record test lint format bench docs clean

record: $(STAMP)
	$(BIN)/mahdar build examples/reports -o talks.mahdar
	$(BIN)/mahdar show talks.mahdar
	$(BIN)/mahdar report talks.mahdar -o talks.html

test: lint
	$(BIN)/python -m pytest -n 2

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(STAMP)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(STAMP)
	$(BIN)/python benchmarks/reading.py

$(STAMP): requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $(STAMP)

docs: $(STAMP)
	$(BIN)/python docs/refresh.py

clean:
	rm -rf .venv talks.mahdar talks.html
