"""Signing: texts signed with an SSH key, and signatures held against the keys that are allowed.

OpenSSH does both (`ssh-keygen -Y`, PROTOCOL.sshsig), and asks for a passphrase or the agent itself. Nothing here reads
or stores a key.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from briefing.characters import visible
from briefing.diagnostics import BriefingError, Span, UsageError
from briefing.leftovers import temporary_folder

NAMESPACE: Final = "briefing-edition"
"""What a signature is for: one that was made for another purpose counts for nothing here."""

_TOOL: Final = "ssh-keygen"
_PATIENCE: Final = 60.0
_PATIENCE_OF_PERSON: Final = 600.0
_HEAD: Final = b"-----BEGIN SSH SIGNATURE-----"
_KEY: Final = re.compile(r"^Good \".*\" signature .*\bwith \S+ key (SHA256:[A-Za-z0-9+/=]+)$", re.MULTILINE)
_PROMPT: Final = re.compile(r"^Enter passphrase[^:]*: ?")
_PASSPHRASE: Final = re.compile("passphrase|agent refused|askpass", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signers:
    """A file of allowed signers (ssh-keygen(1), ALLOWED SIGNERS), and where it is named."""

    name: str
    data: bytes
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """What a signature was found to be: with which key, and by whom as the allowed signers have it.

    `key` is empty where the signature does not match the text; `person` where no allowed signer has the key.
    """

    key: str
    person: str


def require_key(key: Path) -> None:
    """Raise `UsageError` when there is no such key, and `BriefingError` when OpenSSH is missing."""
    if not key.is_file():
        raise UsageError(f"there is no key `{key}`", "name the file of your key, such as `~/.ssh/id_ed25519`")
    if not has_tool():
        raise _missing()


def sign(text: bytes, key: Path) -> bytes:
    """Sign a text with a private key, or with the agent's by the public one.

    Raises `UsageError` when there is no such key, and `BriefingError` when OpenSSH is missing or refuses.
    """
    require_key(key)
    with temporary_folder() as folder:
        (folder / "text").write_bytes(text)
        done = _run(["sign", "-f", str(key.absolute()), "-n", NAMESPACE, "text"], folder, is_asking=True)
        made = folder / "text.sig"
        signature = made.read_bytes() if made.is_file() else b""
    if done.returncode or not signature.startswith(_HEAD):
        raise BriefingError(f"the edition cannot be signed: {_said(done)}", _mend(done, key))
    return signature


def signed(text: bytes, signature: bytes, signers: Signers | None, at: datetime) -> Signed:
    """Hold a signature against a text, and its key against those that were allowed at a time."""
    with temporary_folder() as folder:
        (folder / "text.sig").write_bytes(signature)
        done = _run(["check-novalidate", "-n", NAMESPACE, "-s", "text.sig"], folder, text)
        found = _KEY.search(done.stdout.decode("utf-8", "replace"))
        if done.returncode or found is None or not signature.startswith(_HEAD):
            return Signed(key="", person="")
        if signers is None:
            return Signed(key=found[1], person="")
        (folder / "signers").write_bytes(signers.data)
        time = f"verify-time={at.astimezone(UTC):%Y%m%d%H%M%S}"
        options = ["-n", NAMESPACE, "-s", "text.sig", "-f", "signers", "-O", time]
        for person in _persons(folder, options):
            if not _run(["verify", "-I", person, *options], folder, text).returncode:
                return Signed(key=found[1], person=visible(person))
    return Signed(key=found[1], person="")


def has_tool() -> bool:
    """Whether OpenSSH is there to hold signatures against keys."""
    return shutil.which(_TOOL) is not None


def _persons(folder: Path, options: Sequence[str]) -> Iterator[str]:
    """Give the allowed signers that have the key of a signature."""
    done = _run(["find-principals", *options[2:]], folder)
    for line in done.stdout.decode("utf-8", "replace").splitlines() if not done.returncode else ():
        yield from (name for name in line.split(",") if name and not name.startswith(("!", "-")))


def _run(
    words: Sequence[str], folder: Path, data: bytes | None = None, *, is_asking: bool = False
) -> "subprocess.CompletedProcess[bytes]":
    """Run OpenSSH; where it may ask and nobody is there to answer, it has no terminal to wait at."""
    is_attended = is_asking and sys.stdin is not None and sys.stdin.isatty()
    unread = None if is_attended or data is not None else subprocess.DEVNULL
    environment = {**os.environ, "LC_ALL": "C", "TZ": "UTC"}
    if not is_attended:
        environment["SSH_ASKPASS_REQUIRE"] = "never"
        environment.pop("DISPLAY", None)
    try:
        return subprocess.run(  # noqa: S603  # no shell; names of files stand behind their options
            [_TOOL, "-Y", *words],
            cwd=folder,
            env=environment,
            stdin=unread,
            input=data,
            capture_output=True,
            timeout=_PATIENCE_OF_PERSON if is_attended else _PATIENCE,
            start_new_session=not is_attended,
            check=False,
        )
    except FileNotFoundError:
        raise _missing() from None
    except OSError as error:
        raise BriefingError(f"`{_TOOL}` cannot be run: {(error.strerror or str(error)).lower()}") from None
    except subprocess.TimeoutExpired:
        raise BriefingError(f"`{_TOOL} -Y {words[0]}` does not end", "does it wait for a key?") from None


def _missing() -> BriefingError:
    hint = "install OpenSSH: `sudo apt-get install -y openssh-client`"
    return BriefingError(f"there is no `{_TOOL}`, which signatures need", hint)


def _said(done: "subprocess.CompletedProcess[bytes]") -> str:
    lines = [line for line in done.stderr.decode("utf-8", "replace").splitlines() if line.strip()]
    told = [line for line in lines if not line.startswith(("Signing file", "Write signature"))]
    return visible(_PROMPT.sub("", told[-1].strip())) if told else f"`{_TOOL}` ended with {done.returncode}"


def _mend(done: "subprocess.CompletedProcess[bytes]", key: Path) -> str:
    if _PASSPHRASE.search(done.stderr.decode("utf-8", "replace")):
        return f"type the passphrase in a terminal, or add the key to an agent first: `ssh-add {key}`"
    return f"see what OpenSSH says of the key: `ssh-keygen -l -f {key}`"
