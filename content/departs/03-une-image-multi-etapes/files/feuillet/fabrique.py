"""Écrit une page sur la sortie standard."""
from datetime import date

print(f"""<!doctype html>
<html lang="fr">
<meta charset="utf-8">
<title>Feuillet</title>
<h1>Feuillet du {date.today():%d/%m/%Y}</h1>
<p>Fabriqué par Python, servi par BusyBox.</p>
</html>""")
