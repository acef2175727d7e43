#!/bin/sh
# Every check that needs no test: style, security, docstrings, types, templates, floors, migrations.
# One command a line: set -e does not stop at a failure to the left of &&.
set -eu
cd "$(dirname "$0")/.."
bin=.venv/bin
export DJANGO_SETTINGS_MODULE=academy.settings.test PYTHONPATH=site:.
say() { printf 'lint: %s\n' "$1"; }
say "ruff"
$bin/ruff check --quiet .
$bin/ruff format --quiet --check .
say "templates"
$bin/djlint --quiet --lint site/templates content courses quizzes certificates
say "floors"
found=$($bin/lint-imports 2>&1) || { printf '%s\n' "$found"; exit 1; }
say "migrations"
$bin/python manage.py makemigrations --check --dry-run --settings academy.settings.test >/dev/null
say "types"
$bin/mypy --no-error-summary
