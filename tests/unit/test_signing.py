"""Signatures of editions, with the OpenSSH of this machine: who signed, who did not, and what a removal leaves."""

import json
import os
import shutil
import stat
import subprocess
from pathlib import Path

import pytest

from briefing.cli import run

SETTINGS = '[briefing]\nlocales = ["en-GB"]\npublisher = "Sample desk"\napprovals = 0\n'
PAGE = "public/sample/sample.en.html"
SIGNATURE = Path("editions/sample/1.sig")

needs_ssh = pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="there is no ssh-keygen here")


@pytest.fixture
def desk(sample: Path) -> Path:
    """Give a project with the keys of Anna and of a stranger, of which only Anna's is listed in `signers`."""
    for name in ("anna", "stranger"):
        make_key(name)
    Path("signers").write_text(f"anna@example.org,a {public('anna')}\n", encoding="utf-8")
    Path("briefing.toml").write_text(SETTINGS, encoding="utf-8")
    return sample


def make_key(name: str, passphrase: str = "", *words: str) -> None:
    """Make a key in the current folder."""
    command = ["ssh-keygen", "-q", "-t", "ed25519", "-C", "", "-N", passphrase, "-f", name, *words]
    subprocess.run(command, check=True)  # the words are this file's own


def public(name: str) -> str:
    """Read the public key of a key."""
    return Path(f"{name}.pub").read_text(encoding="utf-8").strip()


def signed_by_hand(text: bytes, purpose: str = "briefing-edition") -> bytes:
    """Sign a text with the key of Anna."""
    command = ["ssh-keygen", "-Y", "sign", "-f", "anna", "-n", purpose]
    return subprocess.run(command, input=text, check=True, capture_output=True).stdout


def told(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> str:
    """Run a command, expect its exit code, and give all it says."""
    got = run(["-q", *words])
    said = capsys.readouterr()
    assert got == code, (words, said)
    return said.out + said.err


def name_signers() -> None:
    """Say in the settings who may sign."""
    Path("briefing.toml").write_text(f'{SETTINGS}signers = "signers"\n', encoding="utf-8")


def new_edition() -> None:
    """Let something change that a reader sees."""
    facts = Path("facts/sample.yaml")
    text = facts.read_text(encoding="utf-8")
    assert "value: 1200" in text
    facts.write_text(text.replace("value: 1200", "value: 1300", 1), encoding="utf-8")


@needs_ssh
def test_a_signed_edition_is_signed_on_the_website_and_says_by_whom(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The signature lies with the record and the pages, over sums that OpenSSH and sha256sum can check."""
    told(capsys, "publish", "--by", "Anna", "--sign", "anna")
    sums = Path("public/sample/1/sample.sha256")
    for folder in ("public/sample", "public/sample/1"):
        assert SIGNATURE.read_bytes() == Path(folder, "sample.sha256.sig").read_bytes()
        assert sums.read_bytes() == Path(folder, "sample.sha256").read_bytes()
    command = ["ssh-keygen", "-Y", "verify", "-n", "briefing-edition", "-f", "signers", "-I", "a", "-s"]
    proof = [*command, "public/sample/sample.sha256.sig"]
    subprocess.run(proof, input=sums.read_bytes(), check=True, capture_output=True)
    record = json.loads(Path("editions/sample/1.json").read_bytes())
    lines = [line for line in sums.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    assert lines == [f"{copy['digest']}  {copy['name']}" for copy in record["copies"]]
    assert "; signed with the key SHA256:" in told(capsys, "verify", PAGE)
    name_signers()
    assert "; signed by anna@example.org (key SHA256:" in told(capsys, "verify", PAGE)
    assert "all as published; the last one signed by anna@example.org (key SHA256:" in told(capsys, "verify")
    assert told(capsys, "check") == ""


@needs_ssh
def test_an_edition_that_is_not_signed_can_be_signed_later_and_keeps_its_signature(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nobody has to sign where no signers are named; what was signed once is not signed anew."""
    told(capsys, "publish", "--by", "Anna")
    assert "sign" not in told(capsys, "verify", PAGE) + told(capsys, "verify")
    name_signers()
    for words in (["verify"], ["verify", PAGE], ["check"]):
        assert "BR726" in told(capsys, *words, code=1)
    assert "--sign" in told(capsys, "publish", "--by", "Anna", code=2)
    told(capsys, "publish", "--by", "Anna", "--sign", "anna")
    signature = SIGNATURE.read_bytes()
    Path("public/sample/sample.sha256.sig").unlink()
    told(capsys, "publish", "--by", "Anna", "--sign", "anna")
    assert signature == SIGNATURE.read_bytes() == Path("public/sample/sample.sha256.sig").read_bytes()


@needs_ssh
def test_a_later_signature_holds_the_editions_before_it(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An old edition without a signature is named by the record of a signed one."""
    told(capsys, "publish", "--by", "Anna")
    name_signers()
    new_edition()
    told(capsys, "publish", "--by", "Anna", "--sign", "anna")
    old = told(capsys, "verify", "public/sample/1/sample.en.a4.pdf")
    assert "; with edition 2 signed by anna@example.org (key SHA256:" in old
    assert not Path("public/sample/1/sample.sha256").exists()


@needs_ssh
def test_a_key_that_signers_do_not_list_signs_nothing_and_counts_for_nothing(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`publish` refuses it before anything is written; what was signed with it elsewhere is found."""
    name_signers()
    said = told(capsys, "publish", "--by", "Anna", "--sign", "stranger", code=4)
    assert "signed by a key that `signers` does not list: SHA256:" in said
    assert not list(Path("editions").rglob("*.json"))
    Path("briefing.toml").write_text(SETTINGS, encoding="utf-8")
    told(capsys, "publish", "--by", "Anna", "--sign", "stranger")
    for words in (["verify", "--signers", "signers"], ["verify", "--signers", "signers", PAGE]):
        assert "error[BR727]" in told(capsys, *words, code=1)
    listed = Path("signers").read_text(encoding="utf-8") + f'anna namespaces="file" {public("stranger")}\n'
    Path("signers").write_text(listed, encoding="utf-8")
    name_signers()
    for words in (["verify"], ["verify", PAGE], ["check"]):
        assert "does not list: SHA256:" in told(capsys, *words, code=1)
    said = told(capsys, "publish", "--by", "Anna", "--sign", "anna", code=4)
    assert "rm editions/sample/1.sig" in said
    SIGNATURE.unlink()
    told(capsys, "publish", "--by", "Anna", "--sign", "anna")
    assert told(capsys, "check") == ""


@needs_ssh
def test_a_signature_that_does_not_match_is_found(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Whatever lies in its place: of another text, for another purpose, or none at all."""
    told(capsys, "publish", "--by", "Anna", "--sign", "anna")
    name_signers()
    sums = Path("public/sample/sample.sha256").read_bytes()
    other_text, other_purpose = signed_by_hand(sums + b"x"), signed_by_hand(sums, "git")
    for wrong in (other_text, other_purpose, b"\xff\0junk", b"", b"x" * 100_000):
        SIGNATURE.write_bytes(wrong)
        code = "BR725" if len(wrong) == 100_000 else "BR727"
        for words in (["verify"], ["verify", PAGE], ["check"]):
            assert f"error[{code}]" in told(capsys, *words, code=1)
    SIGNATURE.unlink()
    SIGNATURE.symlink_to(desk / "anna")
    assert "error[BR725]" in told(capsys, "verify", code=1)
    SIGNATURE.unlink()
    SIGNATURE.mkdir()
    assert "error[BR725]" in told(capsys, "verify", PAGE, code=1)
    SIGNATURE.rmdir()
    SIGNATURE.write_bytes(signed_by_hand(sums))
    assert "signed by anna@example.org" in told(capsys, "verify", PAGE)


@needs_ssh
def test_a_passphrase_that_nobody_can_type_is_a_failure_and_nothing_is_published(
    desk: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a terminal OpenSSH does not wait for one; a key that is not there is found at once."""
    make_key("locked", "a passphrase")
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setenv("SSH_ASKPASS", "/bin/false")
    monkeypatch.delenv("SSH_AUTH_SOCK", raising=False)
    said = told(capsys, "publish", "--by", "Anna", "--sign", "locked", code=3)
    assert "the edition cannot be signed: Load key" in said
    assert "ssh-add" in said
    assert "there is no key" in told(capsys, "publish", "--by", "Anna", "--sign", "nobody", code=2)
    assert not list(Path("editions").rglob("*.json"))
    assert not Path("public").exists()


@needs_ssh
def test_a_removal_for_safety_takes_signatures_away(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No signature says that a page with the removed item is genuine, and nobody misses it."""
    told(capsys, "publish", "--by", "Anna", "--sign", "anna")
    name_signers()
    told(capsys, "retract", "sandbags", "--safety", "--by", "Anna")
    assert not SIGNATURE.exists()
    assert not list(Path("public").rglob("sample.sha256*"))
    assert "BR726" not in told(capsys, "verify")
    told(capsys, "publish", "--by", "Anna", "--sign", "anna")
    assert "the last one signed by anna@example.org" in told(capsys, "verify")
    assert not SIGNATURE.exists()


@needs_ssh
def test_without_openssh_all_else_works(
    desk: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """What cannot be checked is said; it fails only where somebody has to have signed."""
    told(capsys, "publish", "--by", "Anna", "--sign", "anna")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "signatures are not checked: there is no `ssh-keygen`" in told(capsys, "verify")
    assert "unaltered" in told(capsys, "verify", PAGE)
    assert "openssh-client" in told(capsys, "publish", "--by", "Anna", "--sign", "anna", code=3)
    told(capsys, "publish", "--by", "Anna")
    name_signers()
    assert "there is no `ssh-keygen`" in told(capsys, "verify", code=3)
    assert "signatures are not checked" in told(capsys, "check")


def test_signers_are_read_inside_of_the_project_only(
    sample: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """A file that is not there, or lies elsewhere, is a finding."""
    (tmp_path / "outside").write_text("anna ssh-ed25519 AAAA\n", encoding="utf-8")
    for name, code in (("nobody", "BR104"), ("../outside", "BR105"), (str(tmp_path / "outside"), "BR105")):
        Path("briefing.toml").write_text(f'{SETTINGS}signers = "{name}"\n', encoding="utf-8")
        assert f"error[{code}]" in told(capsys, "verify", code=1)


@needs_ssh
def test_openssh_that_refuses_is_told_without_its_escapes(
    desk: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A tool that fails says so, and nothing is published."""
    fake = tmp_path / "bin" / "ssh-keygen"
    fake.parent.mkdir()
    fake.write_text("#!/bin/sh\nprintf 'agent \\033[31mrefused operation' >&2; exit 255\n", encoding="utf-8")
    fake.chmod(fake.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{fake.parent}{os.pathsep}{os.environ['PATH']}")
    said = told(capsys, "publish", "--by", "Anna", "--sign", "anna", code=3)
    assert "\033" not in said
    assert "refused operation" in said
    assert not list(Path("editions").rglob("*.json"))
