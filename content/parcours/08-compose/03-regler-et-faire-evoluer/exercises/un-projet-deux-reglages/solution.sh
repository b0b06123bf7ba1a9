# étape : variable
sed -i 's/MODE: essai/MODE: ${REGLAGE:-essai}/' compose.yaml
docker compose up -d --build

# étape : production
echo REGLAGE=production > .env
docker compose up -d
