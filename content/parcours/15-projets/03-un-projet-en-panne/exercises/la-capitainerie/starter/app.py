"""Capitainerie : le registre des navires au port, tenu par Redis."""
import os
import socket
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

# un tampon pour les cartes marines
cartes = bytearray(48 * 1024 * 1024)


def redis(*mots):
    commande = f"*{len(mots)}\r\n" + "".join(f"${len(m)}\r\n{m}\r\n" for m in mots)
    with socket.create_connection((os.environ.get("BASE", "localhost"), 6379), timeout=2) as prise:
        prise.sendall(commande.encode())
        return prise.recv(1000).decode().strip("+:\r\n")


class Capitainerie(BaseHTTPRequestHandler):
    def do_GET(self):
        try:
            texte, code = f"navires au port : {redis('INCR', 'navires')} ({{mot}})", 200
        except OSError as raison:
            texte, code = f"registre injoignable : {raison}", 503
        self.send_response(code)
        self.end_headers()
        self.wfile.write(f"{texte}\n".encode())


adresse = os.environ.get("ADRESSE", "127.0.0.1")
print(f"capitainerie ouverte sur {adresse}:8000", flush=True)
ThreadingHTTPServer((adresse, 8000), Capitainerie).serve_forever()
