from pathlib import Path

Path("public").mkdir()
Path("public/index.html").write_text("<h1>Escale {{mot}}</h1>\n")
