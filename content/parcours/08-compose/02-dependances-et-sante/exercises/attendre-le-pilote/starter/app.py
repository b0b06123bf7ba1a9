import socket
import sys
import time

try:
    socket.create_connection(("pilote", 6379), timeout=2).close()
except OSError as raison:
    sys.exit(f"le pilote n'est pas prêt : {raison}")
print("parés à appareiller", flush=True)
time.sleep(86400)
