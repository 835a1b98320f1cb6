"""One file of records to protected, proven, gender-split tables: the main job without a server.

`plan/` says what is to be done, `clean/` makes facts of a file's texts, `suggest/` writes a first plan,
`working_out.py` counts and protects, `report/` says what was found and `write.py` writes all of it or nothing.
Rules of the field live in the rooms below.
"""
