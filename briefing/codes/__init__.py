"""The table of findings: every code with its name, severity and explanation. Ids and names are for ever."""

from collections.abc import Mapping
from types import MappingProxyType

from briefing.codes.catalogs import CATALOGS
from briefing.codes.editions import EDITIONS
from briefing.codes.facts import FACTS
from briefing.codes.impossible import IMPOSSIBLE
from briefing.codes.model import Code, Severity
from briefing.codes.pages import PAGES
from briefing.codes.pdf import PDF
from briefing.codes.project import PROJECT
from briefing.codes.proof import PROOF
from briefing.codes.renditions import RENDITIONS

CODES: Mapping[str, Code] = MappingProxyType(
    {
        code.id: code
        for code in (
            *PROJECT,
            *FACTS,
            *IMPOSSIBLE,
            *CATALOGS,
            *RENDITIONS,
            *PAGES,
            *PDF,
            *EDITIONS,
            *PROOF,
        )
    }
)

__all__ = ["CODES", "Code", "Severity"]
