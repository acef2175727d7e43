"""What a page weighs on the wire with everything it links, media aside."""

import gzip
import re
from pathlib import Path

from django.contrib.staticfiles import finders

STATIC = re.compile(r'(?:href|src)="/static/([^"]+\.(?:css|js|woff2))"')
FONT = re.compile(r'url\("?\.\./(fonts/[^")]+)"?\)')


def weight_of(html: bytes) -> int:
    """Return the bytes of ``html``, its style sheets and scripts (packed) and the fonts for Latin letters."""
    files = [_found(name) for name in set(STATIC.findall(html.decode()))]
    fonts = {_found(name) for file in files if file.suffix == ".css" for name in FONT.findall(file.read_text())}
    latin = {file for file in fonts if "-ext" not in file.name} | {file for file in files if file.suffix == ".woff2"}
    texts = [html, *(file.read_bytes() for file in files if file.suffix != ".woff2")]
    return sum(len(gzip.compress(text, 6)) for text in texts) + sum(file.stat().st_size for file in latin)


def _found(name: str) -> Path:
    """The source of a static file."""
    return Path(finders.find(name))
