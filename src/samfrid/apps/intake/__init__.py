"""Files in: upload, map, check, preview, commit, receipt. Closed: nothing open may reach it."""
