"""The real browser in which pages are looked at: how it is started, and the windows."""

import os
import shutil

#: A phone and a desk, in CSS pixels.
SIZES = {"phone": {"width": 390, "height": 844}, "desk": {"width": 1440, "height": 900}}

#: Chromium, the system's or the one that Playwright installed, for every ``launch…`` of Playwright.
CHROMIUM = {
    "executable_path": os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser"),
    "args": ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
}
