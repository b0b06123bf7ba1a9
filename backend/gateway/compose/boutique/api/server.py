"""Greets, and counts visits in the cache, spoken to in Redis's own protocol."""
import os
import socket
from http.server import BaseHTTPRequestHandler, HTTPServer


def visits() -> str:
    with socket.create_connection(("cache", 6379)) as cache:
        cache.sendall(b"INCR visits\r\n")
        return cache.recv(64).decode().strip(":\r\n")


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        text = f"{os.environ['GREETING']} {os.environ['WHO']}"
        if self.path == "/visits":
            text = visits()
        self.send_response(200)
        self.end_headers()
        self.wfile.write(text.encode())


print("ready", flush=True)
HTTPServer(("", 8000), Handler).serve_forever()
