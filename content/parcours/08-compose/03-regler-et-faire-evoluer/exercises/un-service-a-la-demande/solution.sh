# étape : profil
sed -i 's|^    command: redis-cli.*|&\n    profiles: [outils]|' compose.yaml
docker compose up -d

# étape : appeler
docker compose run --rm sauvegarde
