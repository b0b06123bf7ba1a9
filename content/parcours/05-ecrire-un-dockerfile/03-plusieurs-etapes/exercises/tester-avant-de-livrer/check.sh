docker image inspect {{nom}}:1 > /dev/null 2>&1 || { echo absent; exit 1; }
list=$(docker run --rm -m 32m --network none --entrypoint ls {{nom}}:1 /app)
echo "$list" | grep -qx calcul.py && ! echo "$list" | grep -qx essais.py
