"""Livre d'or du port. Réglages : PORT (8080), DOSSIER (./donnees), TITRE."""
import json
import os
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

dossier = Path(os.environ.get("DOSSIER", "donnees"))
titre = os.environ.get("TITRE", "Livre d'or")
messages = dossier / "messages.json"


def lire():
    return json.loads(messages.read_text()) if messages.exists() else []


class LivreDOr(BaseHTTPRequestHandler):
    def repondre(self, code, texte, sorte="text/plain; charset=utf-8"):
        self.send_response(code)
        self.send_header("Content-Type", sorte)
        self.end_headers()
        self.wfile.write(texte.encode())

    def do_GET(self):
        if self.path == "/sante":
            self.repondre(200 if dossier.is_dir() else 503, "ok\n")
        elif self.path == "/messages":
            self.repondre(200, json.dumps(lire()), "application/json")
        else:
            self.repondre(200, f"{titre} : {len(lire())} message(s)\n")

    def do_POST(self):
        corps = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        texte = parse_qs(corps).get("texte", [""])[0]
        messages.write_text(json.dumps([*lire(), texte]))
        self.repondre(201, "merci\n")


ThreadingHTTPServer(("", int(os.environ.get("PORT", "8080"))), LivreDOr).serve_forever()
