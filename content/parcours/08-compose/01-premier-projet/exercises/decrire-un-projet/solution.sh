# étape : ecrire
cat > compose.yaml <<'FIN'
services:
  web:
    image: nginx:1.26
    ports:
      - "{{port}}:80"
    volumes:
      - ./page:/usr/share/nginx/html:ro
    mem_limit: 64m
  base:
    image: redis:8.0
    volumes:
      - donnees:/data
    mem_limit: 64m
volumes:
  donnees:
FIN

# étape : lancer
docker compose up -d

# étape : retirer
docker compose down
