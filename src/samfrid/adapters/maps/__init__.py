"""Maps as SVG: municipalities or counties shaded in four steps, drawn by the core of the charts.

`samfrid.adapters.maps.public` draws only what may be published; `samfrid.adapters.maps.staff` draws true
counts and says in the drawing that it must not be spread.
"""
