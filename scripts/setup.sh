#!/bin/sh
# Makes .venv hold exactly what requirements.lock names; does nothing when it already does.
set -eu
cd "$(dirname "$0")/.."
[ -f .venv/installed ] && cmp -s requirements.lock .venv/installed && exit 0
. scripts/uv.sh
python=$(find_python)
[ -x .venv/bin/python ] || { echo "setup: making .venv with $("$python" --version)"; "$UV" venv --quiet --python "$python" .venv; }
echo "setup: installing the packages of requirements.lock"
VIRTUAL_ENV="$PWD/.venv" "$UV" pip sync --quiet --require-hashes requirements.lock
cp requirements.lock .venv/installed
