"""Read a report of pip-audit: print each known vulnerability, and each package that nobody was asked about."""

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any


def main(name: str) -> int:
    """Print what a report says; the exit code is 0 only when every package was asked about and has nothing."""
    text = Path(name).read_text(encoding="utf-8")
    lines, code = verdict(json.loads(text) if text.strip() else {})
    print(*lines, sep="\n")
    return code


def verdict(report: Mapping[str, Any]) -> tuple[list[str], int]:
    """Give the lines to print and the exit code: 1 for a vulnerability, 3 for a package not asked about, else 0."""
    packages = report.get("dependencies", [])
    known = [(p, v) for p in packages for v in p.get("vulns", ())]
    unasked = [p for p in packages if "skip_reason" in p]
    lines = [f"audit: {p['name']} {p['version']}: {v['id']}, mended in {_mend(v)}" for p, v in known]
    if not packages:
        lines.append("audit: NOT DONE: pip-audit has written no report")
    elif unasked:
        names = ", ".join(sorted(p["name"] for p in unasked))
        why = "the database could not be reached, or does not know them"
        lines.append(f"audit: NOT DONE for {len(unasked)} of {len(packages)} packages: {why}: {names}")
    else:
        lines.append(f"audit: {len(packages)} packages asked about, {len(known)} vulnerabilities known")
    return lines, 1 if known else 3 if unasked or not packages else 0


def _mend(vulnerability: Mapping[str, Any]) -> str:
    return ", ".join(vulnerability.get("fix_versions", ())) or "no version yet"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
