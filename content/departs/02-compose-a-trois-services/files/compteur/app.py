"""Compte les visites dans Redis, sans autre bibliothèque que celle de Python."""
import socket
from http.server import BaseHTTPRequestHandler, HTTPServer


def visite():
    with socket.create_connection(("base", 6379), timeout=2) as base:
        base.sendall(b"INCR visites\r\n")
        return base.recv(64).decode().strip().lstrip(":")


class Page(BaseHTTPRequestHandler):
    def do_GET(self):
        texte = f"Visite n° {visite()}, servie par {socket.gethostname()}\n".encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.send_header("Content-Length", str(len(texte)))
        self.end_headers()
        self.wfile.write(texte)


HTTPServer(("", 8000), Page).serve_forever()
