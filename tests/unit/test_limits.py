"""Limits: when the work on a page has to end."""

import pytest
from jinja2 import DictLoader
from jinja2.exceptions import SecurityError

from briefing.limits import Deadline
from briefing.pages.sandbox import Sandbox


@pytest.mark.parametrize(
    ("computed", "passed", "is_over"),
    [(9, 9, False), (9, 49, False), (11, 11, True), (1, 51, True)],
    ids=["in time", "on a busy machine", "computing too long", "waiting too long"],
)
def test_computing_counts_and_not_what_else_the_machine_does(
    monkeypatch: pytest.MonkeyPatch, computed: int, passed: int, *, is_over: bool
) -> None:
    """A sound page is not refused because other processes have the machine; one that only waits ends, too."""
    clock = {"thread_time": 100, "monotonic": 500}
    monkeypatch.setattr("briefing.limits.thread_time", lambda: clock["thread_time"])
    monkeypatch.setattr("briefing.limits.monotonic", lambda: clock["monotonic"])
    deadline = Deadline(10)
    clock |= {"thread_time": 100 + computed, "monotonic": 500 + passed}
    assert deadline.is_over is is_over


def test_a_template_that_computes_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Looked at every few steps, long before they are too many."""
    clock = iter(range(1000))
    monkeypatch.setattr("briefing.limits.thread_time", lambda: next(clock))
    sandbox = Sandbox(DictLoader({}), str, str, seconds=3)
    with pytest.raises(SecurityError, match="longer than 3 seconds"):
        _step_on(sandbox)
    assert sandbox.steps < 500


def _step_on(sandbox: Sandbox) -> None:
    for _ in range(1000):
        sandbox.step()
