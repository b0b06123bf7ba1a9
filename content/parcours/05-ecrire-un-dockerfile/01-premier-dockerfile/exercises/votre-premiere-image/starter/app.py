from http.server import BaseHTTPRequestHandler, HTTPServer


class Bulletin(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"Bulletin {{mot}}\n")


HTTPServer(("", 8000), Bulletin).serve_forever()
