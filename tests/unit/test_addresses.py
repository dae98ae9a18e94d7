"""Addresses that lead elsewhere than they seem to."""

import pytest

from briefing.addresses import address_fault


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org@evil.example/",
        "https://example.org:80@evil.example/",
        "https://example.org%2f@evil.example",
        "https://example.org\\@evil.example",
        "https://example.org\\.evil.example",
        "https://exаmple.org",
        "https://аррӏе.com",
        "https://xn--80ak6aa92e.com",
        "https://example。org",
        "https://ｅxample.org",
        "https://example.org\u2215evil.example",
        "https://ex%61mple.org",
        "https://",
        "https:///path",
        "https://a..b",
        "https://xn--!!",
        "https://a.org:99999999/",
    ],
)
def test_a_deceptive_address_is_found(address: str) -> None:
    """A user's name, a backslash, letters that look like others, what is no host."""
    assert address_fault(address) is not None


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org",
        "HTTPS://Example.org:8080/path@2x?mail=a@b#@",
        "https://пример.рф/страница",
        "https://сос.рф",
        "https://հայ.հայ",
        "https://हिन्दी.भारत",
        "https://日本語テスト.jp",
        "http://[::1]:8000/",
        "http://192.168.0.1/",
        "https://my_host.example.org./",
        "no address at all",
    ],
)
def test_an_honest_address_is_left_alone(address: str) -> None:
    """Hosts of one script, ports, `@` in a path."""
    assert address_fault(address) is None


def test_the_hint_gives_the_address_without_the_user() -> None:
    """What stands before `@` is taken out."""
    fault = address_fault("https://example.org@evil.example/a")
    assert fault is not None
    assert "`https://evil.example/a`" in fault[1]
