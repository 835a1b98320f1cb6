"""Features: own tables, own migrations, no views. Closed: surveys, cases, intake, analysis. All others are open."""
