"""Reports as PDF: tagged for screen readers (PDF/UA-1), lasting in an archive (PDF/A-3a), made offline."""

from samfrid.adapters.pdf.render import PdfRefused, render

__all__ = ["PdfRefused", "render"]
