"""Billetterie : un numéro par visite, tenu par la base. Réglage : BASE (hôte de Redis)."""
import os
import socket
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


def redis(*mots):
    commande = f"*{len(mots)}\r\n" + "".join(f"${len(m)}\r\n{m}\r\n" for m in mots)
    with socket.create_connection((os.environ["BASE"], 6379), timeout=2) as prise:
        prise.sendall(commande.encode())
        return prise.recv(1000).decode().strip("+:\r\n")


class Billetterie(BaseHTTPRequestHandler):
    def do_GET(self):
        try:
            texte = redis("PING") if self.path == "/sante" else f"billet {redis('INCR', 'billets')} {{mot}}"
            code = 200
        except OSError as raison:
            texte, code = f"la base ne répond pas : {raison}", 503
        self.send_response(code)
        self.end_headers()
        self.wfile.write(f"{texte}\n".encode())


ThreadingHTTPServer(("", 8000), Billetterie).serve_forever()
