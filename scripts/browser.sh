#!/bin/sh
# Makes sure that a Chromium is there for the journeys: on the path, through apt, or through Playwright's own installer.
set -eu
cd "$(dirname "$0")/.."
for name in chromium chromium-browser google-chrome; do command -v "$name" >/dev/null 2>&1 && exit 0; done
[ -n "${CHROMIUM:-}" ] && [ -x "$CHROMIUM" ] && exit 0
.venv/bin/python - <<'PY' && exit 0
import sys
from pathlib import Path
from playwright.sync_api import sync_playwright

with sync_playwright() as playwright:
    sys.exit(0 if Path(playwright.chromium.executable_path).exists() else 1)
PY
if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
    echo "browser: installing chromium through apt"
    if { apt-get update && apt-get install -y chromium; } >/dev/null 2>&1; then exit 0; fi
fi
echo "browser: installing Chromium through Playwright"
.venv/bin/python -m playwright install chromium && exit 0
echo "No Chromium: install the package chromium, or set CHROMIUM to the path of one. The journeys need it." >&2
exit 1
