"""A browser without a window, spoken to through a pipe: no port, no driver, no package between it and a test."""

import json
import os
import select
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

FLAGS: Final = (
    "--headless=new",
    "--no-sandbox",  # tests run as root in containers, on pages of our own
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-extensions",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    "--hide-scrollbars",
    "--remote-debugging-pipe",
)
PATIENCE: Final = 60


class BrowserError(Exception):
    """The browser answers with an error, or no more."""


class Browser:
    """One browser process; a context in which it starts and ends."""

    def __init__(self, program: str, profile: Path) -> None:
        to_browser, self._write = os.pipe()
        self._read, from_browser = os.pipe()
        self._rest = b""
        self._number = 0
        self.events: list[dict[str, Any]] = []
        # The browser reads file descriptor 3 and writes to 4; only a shell puts them there without a fork of ours.
        self._running = subprocess.Popen(
            [
                "bash",
                "-c",
                'exec "$@" 3<&"$IN" 4>&"$OUT"',
                "bash",
                program,
                *FLAGS,
                f"--user-data-dir={profile}",
            ],
            # Drawing a PDF leaves this process without the machine's fonts; a browser without any shows no text.
            env={
                **{key: value for key, value in os.environ.items() if key != "FONTCONFIG_FILE"},
                "IN": str(to_browser),
                "OUT": str(from_browser),
            },
            pass_fds=(to_browser, from_browser),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(to_browser)
        os.close(from_browser)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.ask("Browser.close")
        else:
            self._running.kill()
        self._running.wait(timeout=30)
        os.close(self._write)
        os.close(self._read)

    @contextmanager
    def tab(self) -> Iterator["Tab"]:
        """Open a tab on nothing, and close it."""
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        yield Tab(self, session)
        self.ask("Target.closeTarget", targetId=target)

    def ask(self, method: str, session: str | None = None, **parameters: object) -> dict[str, Any]:
        """Send one command of the DevTools protocol, and give its result."""
        self._number += 1
        message = {"id": self._number, "method": method, "params": parameters}
        if session is not None:
            message["sessionId"] = session
        data = json.dumps(message).encode() + b"\0"
        while data:
            data = data[os.write(self._write, data) :]
        while (answer := self._next()).get("id") != self._number:
            self.events.append(answer)
        if "error" in answer:
            raise BrowserError(f"{method}: {answer['error']['message']}")
        result: dict[str, Any] = answer["result"]
        return result

    def wait_until_loaded(self, loader: str) -> None:
        """Read on until a document has been loaded with all that belongs to it."""
        while not any(
            event["method"] == "Page.lifecycleEvent"
            and event["params"]["loaderId"] == loader
            and event["params"]["name"] == "load"
            for event in self.events
        ):
            self.events.append(self._next())

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            ready, _, _ = select.select([self._read], [], [], PATIENCE)
            if not ready:
                raise BrowserError(f"the browser has said nothing for {PATIENCE} seconds")
            piece = os.read(self._read, 1 << 20)
            if not piece:
                raise BrowserError(f"the browser has ended, exit {self._running.wait(timeout=30)}")
            self._rest += piece
        line, _, self._rest = self._rest.partition(b"\0")
        message: dict[str, Any] = json.loads(line)
        return message


class Tab:
    """One tab of a browser."""

    def __init__(self, browser: Browser, session: str) -> None:
        self.browser = browser
        self._session = session
        for domain in ("Page", "Runtime", "Log", "Network", "Accessibility"):
            self.ask(f"{domain}.enable")
        self.ask("Page.setLifecycleEventsEnabled", enabled=True)

    def ask(self, method: str, **parameters: object) -> dict[str, Any]:
        """Send a command to this tab, and give its result."""
        return self.browser.ask(method, self._session, **parameters)

    def show(self, path: Path, *, width: int, scheme: str, medium: str = "screen") -> list[str]:
        """Load a file at a width in a colour scheme; give what it asked for and what the browser complained of."""
        self.ask(
            "Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=False
        )
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        self.ask("Emulation.setEmulatedMedia", media=medium, features=features)
        self.browser.events.clear()
        self.browser.wait_until_loaded(self.ask("Page.navigate", url=path.as_uri())["loaderId"])
        self.value("document.fonts.ready.then(() => true)")
        mine = [event for event in self.browser.events if event.get("sessionId") == self._session]
        return [told for event in mine for told in _complaint(event, path.as_uri())]

    def value(self, expression: str) -> Any:
        """Evaluate JavaScript in the page, wait when it is a promise, and give its value."""
        result = self.ask("Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in result:
            raise BrowserError(json.dumps(result["exceptionDetails"])[:2000])
        return result["result"].get("value")

    def heard(self) -> list[tuple[str, str]]:
        """Give role and name of everything that a screen reader is told, in order."""
        nodes = self.ask("Accessibility.getFullAXTree")["nodes"]
        return [
            (str(node["role"]["value"]), str(node.get("name", {}).get("value", "")))
            for node in nodes
            if not node["ignored"]
        ]


def _complaint(event: dict[str, Any], address: str) -> Iterator[str]:
    """Give a message of the console, a policy that was broken, or a request for another thing than the page."""
    match event["method"], event["params"]:
        case "Network.requestWillBeSent", {"request": {"url": url}}:
            if url != address and not url.startswith("data:"):
                yield f"asks for {url}"
        case "Log.entryAdded", {"entry": entry}:
            yield f"{entry['level']}: {entry['text']}"
        case "Runtime.consoleAPICalled" | "Runtime.exceptionThrown", told:
            yield json.dumps(told)[:500]
