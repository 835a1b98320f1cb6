"""Charts as SVG, drawn from data: one core, and two doors that differ in what they accept.

`samfrid.adapters.charts.public` draws only what may be published; `samfrid.adapters.charts.staff` draws true
counts and says in the drawing that it must not be spread.
"""
