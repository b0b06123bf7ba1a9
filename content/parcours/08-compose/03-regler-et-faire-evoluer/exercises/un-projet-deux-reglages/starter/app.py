import os
from http.server import BaseHTTPRequestHandler, HTTPServer


class Accueil(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(f"mode {os.environ.get('MODE', 'inconnu')}\n".encode())


HTTPServer(("", 8000), Accueil).serve_forever()
