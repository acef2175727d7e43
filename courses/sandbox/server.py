"""The sandbox's web server: API, hosted checkout and panel on one loopback port."""

import json
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from courses.sandbox.api import Api, Request
from courses.sandbox.checkout import checkout_page, choose
from courses.sandbox.deliveries import Deliveries
from courses.sandbox.engine import Engine
from courses.sandbox.errors import ApiError
from courses.sandbox.markup import STYLE, page, text
from courses.sandbox.panel import act, panel_page

LOOPBACK = "127.0.0.1"
LARGEST_BODY = 1_000_000
HTML = "text/html; charset=utf-8"
POLICY = "default-src 'none'; style-src 'self'; img-src data:; frame-ancestors 'none'; base-uri 'none'"


class Server(ThreadingHTTPServer):
    """Serves one engine; never bound to anything but loopback."""

    daemon_threads = True

    def __init__(self, engine: Engine, port: int = 0, *, webhook: str = "", secret: str = "") -> None:
        super().__init__((LOOPBACK, port), Handler)
        self.url = f"http://{LOOPBACK}:{self.server_port}"
        self.engine = engine
        self.api = Api(engine, base_url=self.url)
        self.deliveries = Deliveries(engine, url=webhook, secret=secret)


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    server: Server
    protocol_version = "HTTP/1.1"
    wbufsize = 65_536  # head and body leave together
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        """Answer a page or an API call."""
        self._guarded(self._get)

    def do_POST(self) -> None:
        """Answer a button or an API call."""
        self._guarded(self._post)

    def log_message(self, format: str, *args: Any) -> None:
        """Keep quiet: the deliveries' log is what one wants to read."""

    def _guarded(self, answer: Any) -> None:
        self.address = urlsplit(self.path)
        self.form = self.rfile.read(min(int(self.headers.get("Content-Length") or 0), LARGEST_BODY)).decode()
        is_api = self.address.path.startswith("/v1/")
        try:
            if not self._is_ours():
                raise ApiError(403, "Only pages of this sandbox may ask.")
            answer()
        except ApiError as error:
            if is_api:
                self._send(error.status, json.dumps(error.body).encode(), "application/json")
            else:
                self._send(error.status, page("That did not work", _sorry(str(error))), HTML)
        except (KeyError, ValueError) as error:
            self._send(400, page("That did not work", _sorry(f"missing or malformed: {error}")), HTML)

    def _is_ours(self) -> bool:
        """Refuse other host names (rebinding) and forms of other sites."""
        origin = self.headers.get("Origin") if self.command == "POST" else None
        host = self.headers.get("Host", "").rsplit(":", 1)[0]
        return host in {LOOPBACK, "localhost"} and (origin is None or urlsplit(origin).netloc == self.headers["Host"])

    def _get(self) -> None:
        match self.address.path.strip("/").split("/"):
            case ["v1", *_rest]:
                self._api("GET", self.address.query)
            case ["style.css"]:
                self._send(200, STYLE, "text/css")
            case ["pay", session_id]:
                note = "The card was declined. Nothing was taken." if self.address.query == "declined" else ""
                self._send(200, checkout_page(self.server.engine, session_id, note), HTML)
            case [""]:
                self._redirect("/panel/")
            case ["panel"]:
                said = unquote(self.address.query.removeprefix("said="))
                self._send(200, panel_page(self.server.engine, self.server.deliveries, said), HTML)
            case _:
                raise ApiError(404, "There is no such page.")

    def _post(self) -> None:
        match self.address.path.strip("/").split("/"):
            case ["v1", *_rest]:
                self._api("POST", self.form)
            case ["pay", session_id]:
                self._redirect(choose(self.server.engine, session_id, dict(parse_qsl(self.form)).get("do", "")))
            case ["panel", action]:
                said = act(self.server.engine, self.server.deliveries, action, dict(parse_qsl(self.form)))
                self._redirect(f"/panel/?said={quote(said)}")
            case _:
                raise ApiError(404, "There is no such page.")

    def _api(self, method: str, form: str) -> None:
        headers = {name.lower(): value for name, value in self.headers.items()}
        path = self.address.path.removeprefix("/v1/")
        found = self.server.api.answer(Request(method, path, form, headers))
        self._send(200, json.dumps(found).encode(), "application/json")

    def _redirect(self, address: str) -> None:
        self._send(303, b"", HTML, location=address)

    def _send(self, code: int, body: bytes, kind: str, location: str = "") -> None:
        self.send_response(code, HTTPStatus(code).phrase)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("Content-Security-Policy", POLICY)
        if location:
            self.send_header("Location", location)
        self.end_headers()
        self.wfile.write(body)


def _sorry(sentence: str) -> str:
    return f'<p role="alert">{text(sentence)}</p><p><a href="/panel/">To the panel</a></p>'
