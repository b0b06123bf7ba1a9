docker image inspect livre-d-or:{{nom}} > /dev/null 2>&1 || { echo absent; exit 1; }
docker run --rm -m 64m --network none --entrypoint python3 livre-d-or:{{nom}} -c '
import os, sys
names = [n for d, s, f in os.walk("/") if not d.startswith(("/proc", "/sys", "/usr", "/var/lib", "/etc")) for n in f]
sys.exit(0 if "app.py" in names and ".env" not in names and "notes.txt" not in names else 1)'
