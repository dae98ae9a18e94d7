"""The server of the preview: reading only, on this machine unless asked otherwise, and deaf to names of others.

A page of the web can let its own name point at this machine and ask for what lies here; so a request has to name this
machine as its host.
"""

import ipaddress
import secrets
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from briefing.diagnostics import BriefingError
from briefing.preview.board import Board
from briefing.preview.model import Sheet, Shown
from briefing.preview.pages import PANEL, absent_page, index_page, policy_of, served_copy, state_of

_BEAT: Final = 15.0
_HTML: Final = "text/html; charset=utf-8"
_LOCAL: Final = "localhost"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answer:
    """What is sent back."""

    content: bytes
    kind: str
    policy: str = "default-src 'none'"
    status: HTTPStatus = HTTPStatus.OK


def open_server(board: Board, *, host: str, port: int) -> ThreadingHTTPServer:
    """Open a server that shows a board, not yet serving; raises `BriefingError` when it cannot have the address."""

    class Handler(_Handler):
        def setup(self) -> None:
            self.board = board
            self.asked = host
            super().setup()

    class Server(ThreadingHTTPServer):
        address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        daemon_threads = True

        def handle_error(self, request: object, client_address: object) -> None:
            """Say nothing of a browser that went away."""

    try:
        return Server((host, port), Handler)
    except (OSError, OverflowError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        hint = "name another with `--port`; `--port 0` takes one that is free"
        raise BriefingError(f"cannot serve at {host}, port {port}: {reason}", hint) from error


def is_known_host(header: str, asked: str, port: int) -> bool:
    """Whether the host that a request names is this machine, as it was asked to be called."""
    try:
        parts = urlsplit(f"//{header}")
        name, named_port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        return False
    if parts.netloc != header or "@" in header or named_port not in (None, port):
        return False
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        return name in (_LOCAL, asked.lower()) or (
            not _is_loopback(asked) and name == socket.gethostname().lower()
        )
    return address.is_loopback or not _is_loopback(asked)


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == _LOCAL


class _Handler(BaseHTTPRequestHandler):
    """Answers one connection."""

    protocol_version = "HTTP/1.1"
    server_version = "briefing"
    sys_version = ""
    timeout = 60
    board: Board
    asked: str

    def do_GET(self) -> None:
        """Answer a request to read."""
        self._answer_request(has_body=True)

    def do_HEAD(self) -> None:
        """Answer a request for the head alone."""
        self._answer_request(has_body=False)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Keep requests off the terminal, where findings stand."""

    def _answer_request(self, *, has_body: bool) -> None:
        hosts = self.headers.get_all("Host") or []
        port = self.connection.getsockname()[1]
        if len(hosts) != 1 or not is_known_host(hosts[0], self.asked, port):
            words = b"this preview answers to the names of this machine only\n"
            self._send(_plain(words, HTTPStatus.MISDIRECTED_REQUEST), has_body=has_body)
            return
        path = unquote(urlsplit(self.path).path)
        if path == "/-/events":
            self._tell_news(has_body=has_body)
            return
        shown, number = self.board.read()
        self._send(_answer(path, shown, number), has_body=has_body)

    def _send(self, answer: _Answer, *, has_body: bool) -> None:
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.kind)
        self.send_header("Content-Length", str(len(answer.content)))
        if answer.policy:
            self.send_header("Content-Security-Policy", answer.policy)
        self._end_head()
        if has_body:
            self.wfile.write(answer.content)

    def _end_head(self) -> None:
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        self.end_headers()

    def _tell_news(self, *, has_body: bool) -> None:
        """Tell the number of the moment that is shown, and each after it, until the listener goes away."""
        self.close_connection = True
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self._end_head()
        number: int | None = self.board.read()[1]
        told = None
        while has_body and number is not None:
            self.wfile.write(b": \n\n" if number == told else b"data: %d\n\n" % number)
            self.wfile.flush()
            told = number
            number = self.board.wait(number, _BEAT)


def _answer(path: str, shown: Shown, number: int) -> _Answer:
    """Look up what a path stands for among what is shown."""
    pages: Mapping[str, Sheet] = {sheet.address: sheet for sheet in shown.sheets}
    pdfs = {f"/{s.brief}/{pdf.name}": pdf for s in shown.sheets for pdf in s.pdfs.values()}
    if path == "/":
        return _paged(index_page(shown), "", number)
    if path == PANEL:
        script = Path(__file__).with_name("panel.js").read_bytes()
        return _Answer(content=script, kind="text/javascript; charset=utf-8")
    if path == "/-/state.json":
        return _Answer(content=state_of(shown, number).encode(), kind="application/json")
    if path in pages:
        sheet = pages[path]
        if sheet.html is None:
            return _paged(absent_page(sheet), "", number, status=HTTPStatus.NOT_FOUND)
        return _paged(sheet.html.decode(), sheet.digest, number)
    if path in pdfs:
        try:
            return _Answer(content=pdfs[path].read_bytes(), kind="application/pdf", policy="")
        except OSError:
            return _plain(b"this file is not there any more\n", HTTPStatus.NOT_FOUND)
    return _plain(b"there is no such page\n", HTTPStatus.NOT_FOUND)


def _paged(html: str, digest: str, number: int, *, status: HTTPStatus = HTTPStatus.OK) -> _Answer:
    nonce = secrets.token_urlsafe(18)
    copy = served_copy(html, digest=digest, number=number, nonce=nonce)
    return _Answer(content=copy.encode(), kind=_HTML, policy=policy_of(nonce), status=status)


def _plain(words: bytes, status: HTTPStatus) -> _Answer:
    return _Answer(content=words, kind="text/plain; charset=utf-8", status=status)
