"""Pages that stand alone: one HTML file each, without a network, inert whatever the data, readable without a script.

A page is a Jinja template that extends ``page.html.j2`` and fills its block ``main``. Everything that a template prints
is escaped; every text gets its no-break spaces; a bare number is an error: `evalkit.printing` says figures.
"""

from markupsafe import Markup

from evalkit.pages.making import Sheet, environment, page, policy, quoted_for_css, sealed

__all__ = ["Markup", "Sheet", "environment", "page", "policy", "quoted_for_css", "sealed"]
