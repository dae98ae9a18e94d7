"""One fact file through localized templates into policy briefs, PDF and HTML.

Data walks one corridor; a room is named by the noun it hands on; imports point up this list:

runs         finished runs, answered again before anything heavy is imported
codes        the table of findings
diagnostics  Span, Diagnostic, Outcome: what was found, and where
inputs       the only door in: bytes, digest, line index, and a trace of what was read
trees        YAML with the place and the text of every scalar
toolchain    versions of all that makes a page, and the digest of the tool's own code
values       Quantity and When: numbers with qualifier and unit, dates with precision
acts         one line of the ledger: who did what
ledger       the acts of a project, chained by hash
project      settings, locales, layouts, today
store        what slow steps made before, by content
lock         one build at a time, and who holds it
journal      the builds that wrote a file or failed
schedules    ready job files for cron, systemd, GitHub and GitLab
facts        FactBook: the typed fact file
catalogs     Catalog: translations of one locale
languages    Language: how a locale writes numbers, dates, units, names
renditions   Rendition: the brief in one locale, every word chosen
extraction   the messages that facts and templates ask for
pages        HTML of a rendition in a layout
pdf          PDF of a page
checks       findings that need more than one room's product
artifacts    finished files, written all or nothing
status       how far translations are, how old the figures
build        the corridor itself
console      diagnostics for people and for machines
watch        what was saved in a project, as often as something is
preview      what was built, shown on this machine
cli          the door to people, one file per command
"""

__version__ = "0.1.0"
