"""The reader's own page and the service worker: the same for everybody, so that a device may keep them."""

import hashlib
import json
import re
from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse

from courses.offline.lessons import HASH

LINKED = re.compile(r'<(?:link|script)\b[^>]*?\s(?:href|src)="([^"]+)"')
FONT = re.compile(r'url\("?\.\./(fonts/[^")]+)"?\)')
WORKER = ("js/offline/store.js", "js/offline/worker.js")


def shell_html() -> str:
    """Return the page that reads what the device keeps. It is rendered without a request: it knows nobody."""
    return render_to_string("courses/offline/shell.html")


def shell_files(html: str) -> list[str]:
    """Return the addresses of everything that the page links, fonts included."""
    linked = [url for url in LINKED.findall(html) if url.startswith(settings.STATIC_URL)]
    fonts = [static(name) for url in linked if url.endswith(".css") for name in FONT.findall(_source_of(url))]
    return list(dict.fromkeys([*linked, *fonts]))


def worker_script() -> str:
    """Return the service worker of this release; anything new in the page or the script makes it another one."""
    return _worker_script.__wrapped__() if settings.DEBUG else _worker_script()


@cache
def _worker_script() -> str:
    html, source = shell_html(), "\n".join(_text_of(name) for name in WORKER)
    files = shell_files(html)
    release = hashlib.sha256("\n".join([html, source, *files]).encode()).hexdigest()[:12]
    shell, sign_out = reverse("offline_reader"), reverse("account_logout")
    facts = {"release": release, "shell": shell, "files": files, "signOut": sign_out}
    return f"self.offlineFacts = {json.dumps(facts)};\n{source}"


def _source_of(url: str) -> str:
    return _text_of(HASH.sub("", url.removeprefix(settings.STATIC_URL)))


def _text_of(name: str) -> str:
    path = finders.find(name)
    return Path(path).read_text(encoding="utf-8") if isinstance(path, str) else ""
