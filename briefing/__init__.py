"""One fact file through localized templates into policy briefs, PDF and HTML.

A room is a module or package, named by the noun it hands on. Data flow one way through the rooms and imports the other;
`docs/architecture.md` has the list, a picture, and the walk of one number from the fact file to a page.
"""

__version__ = "0.2.0"
