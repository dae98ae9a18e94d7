"""What is served: the copy of a page with the panel in it, the list of all pages, and the state as JSON."""

import json
import re
from collections.abc import Iterable
from dataclasses import asdict
from html import escape
from pathlib import PurePosixPath
from typing import Final

from briefing.preview.model import Sheet, Shown

PANEL: Final = "/-/panel.js"
_POLICY: Final = re.compile(r"<meta\b[^>]*\bhttp-equiv=[\"']?content-security-policy\b[^>]*>\n?", re.I)
_STYLE: Final = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:44rem;margin:3rem auto;padding:0 1rem}"
    "h2{font-size:1.1rem;margin:1.5rem 0 .25rem}ul{margin:0;padding:0;list-style:none}"
    "li{display:flex;gap:1rem}small{opacity:.7}:root{color-scheme:light dark}"
)


def served_copy(html: str, *, digest: str, number: int, nonce: str) -> str:
    """Give a page with the panel in it; its own policy, which lets no script in, goes: the server sends another."""
    marks = f'nonce="{escape(nonce)}" data-digest="{digest}" data-number="{number}"'
    script = f'<script src="{PANEL}" {marks} defer></script>'
    bare = _POLICY.sub("", html)
    head, end, rest = bare.partition("</head>")
    return f"{head}{script}\n{end}{rest}" if end else f"{bare}{script}"


def policy_of(nonce: str) -> str:
    """Give the policy of a served page: the panel's script and no other, and nothing from anywhere else."""
    return (
        f"default-src 'none'; script-src 'nonce-{nonce}'; connect-src 'self'; style-src 'unsafe-inline'; "
        "font-src data:; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )


def index_page(shown: Shown) -> str:
    """List the pages and PDFs of every brief."""
    briefs = dict.fromkeys(sheet.brief for sheet in shown.sheets)
    parts = [
        f"<h2>{escape(brief)}</h2>\n<ul>\n{_items(s for s in shown.sheets if s.brief == brief)}</ul>\n"
        for brief in briefs
    ]
    return _page("Preview", "".join(parts) or "<p>Nothing is built yet.</p>\n")


def absent_page(sheet: Sheet) -> str:
    """Say that a brief has no page in a locale; the panel says why, and looks again when there is one."""
    words = (
        f"<p><code>{escape(sheet.brief)}</code> has no page in <code>{escape(sheet.locale)}</code> yet.</p>\n"
    )
    return _page(f"{sheet.brief} {sheet.locale}", words)


def state_of(shown: Shown, number: int) -> str:
    """Give what the panel tells, as JSON."""
    sheets = [
        {
            "brief": sheet.brief,
            "locale": sheet.locale,
            "address": sheet.address,
            "digest": sheet.digest,
            "isOld": sheet.is_old,
            "pdfs": [{"layout": layout, "address": _address(sheet, layout)} for layout in sheet.pdfs],
        }
        for sheet in shown.sheets
    ]
    told = {
        "number": number,
        "state": shown.state,
        "refusal": shown.refusal,
        "sheets": sheets,
        "remarks": [asdict(remark) for remark in shown.remarks],
    }
    return json.dumps(told, ensure_ascii=False)


def _items(sheets: Iterable[Sheet]) -> str:
    return "".join(
        f'<li><a href="{escape(sheet.address)}">{escape(sheet.locale)}</a>'
        + "".join(f'<a href="{escape(_address(sheet, o))}">PDF {escape(o)}</a>' for o in sheet.pdfs)
        + ("<small>of before: see the findings</small>" if sheet.is_old else "")
        + "</li>\n"
        for sheet in sheets
    )


def _address(sheet: Sheet, layout: str) -> str:
    return f"/{sheet.brief}/{PurePosixPath(sheet.pdfs[layout]).name}"


def _page(title: str, body: str) -> str:
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{escape(title)}</title>\n'
        f"<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{escape(title)}</h1>\n{body}</body>\n</html>\n"
    )
