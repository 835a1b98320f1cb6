"""Look at a file and write a first plan, which works as it is and is meant to be read and changed."""

from samfrid.tabulation.suggest.write import NoGender, suggest

__all__ = ["NoGender", "suggest"]
