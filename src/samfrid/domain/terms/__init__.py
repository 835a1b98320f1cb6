"""The glossary as data: the Swedish word, the name in code, the English word, and where it comes from.

Code is written in English with these names; people read the Swedish words. `GLOSSARY.md` is written from here.
"""

from samfrid.domain.terms.glossary import Part, Term, UnknownTerm, all, code_name, swedish  # noqa: A004

__all__ = ["Part", "Term", "UnknownTerm", "all", "code_name", "swedish"]
