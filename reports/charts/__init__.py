"""Owns charts drawn as SVG on the server: geometry here, the drawing in ``templates/reports/charts``.

The same drawing stands on pages and in PDF: colours and widths are attributes of the SVG, for neither a strict
content security policy nor the PDF engine lets a stylesheet reach into it. Marks differ by shape as well, so that
grey is enough.
"""
