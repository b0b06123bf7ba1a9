# étape : trois
docker compose up -d --scale site=3

# étape : tomber
docker rm -f l-orchestrateur-c-est-vous-site-2
sleep 2
docker compose up -d --scale site=3
