# étape : debout
sed -i 's/mem_limit: 32m/mem_limit: 96m/' compose.yaml
docker compose up -d

# étape : ouverte
sed -i 's/"{{port}}:80"/"{{port}}:8000"/; s/ADRESSE: 127.0.0.1/ADRESSE: 0.0.0.0/' compose.yaml
docker compose up -d

# étape : registre
sed -i 's/BASE: localhost/BASE: registre/; s/networks: \[bureau\]/networks: [bureau, quai]/' compose.yaml
docker compose up -d
