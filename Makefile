# Each target works on a machine that has Python 3.11, make and git; scripts/ bring the rest and say what they do.
PORT ?= 8000
PYTHON := .venv/bin/python

.PHONY: demo test lint bench lock setup browser

demo: setup      ## from nothing to a served academy, with worker and payment sandbox
	@$(PYTHON) scripts/demo.py --port $(PORT)

test: setup browser lint   ## everything that must hold: lint, types, floors, migrations, tests, journeys
	@$(PYTHON) -m pytest -n 2 --dist loadgroup

lint: setup      ## style, types, templates, floors, missing migrations
	@sh scripts/lint.sh

bench: setup     ## the table of speed: queries, CPU against "hello with user", requests per second
	@sh scripts/services.sh || echo "bench: without PostgreSQL, on SQLite"
	@$(PYTHON) -m tests.bench
	@$(PYTHON) -m tests.bench.crowd
	@$(PYTHON) -m tests.bench.crowd --sqlite --students 20

lock: setup      ## resolve pyproject.toml anew into requirements.lock
	@. scripts/uv.sh && "$$UV" pip compile --quiet --universal --python-version 3.11 --generate-hashes --upgrade --extra dev --custom-compile-command "make lock" pyproject.toml -o requirements.lock

setup:
	@sh scripts/setup.sh

browser: setup
	@sh scripts/browser.sh
