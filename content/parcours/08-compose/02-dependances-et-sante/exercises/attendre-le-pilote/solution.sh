# étape : sante
cat > compose.yaml <<'FIN'
services:
  navire:
    image: python:3.13
    command: python3 /app/app.py
    volumes:
      - ./app.py:/app/app.py:ro
    mem_limit: 64m

  pilote:
    image: redis:8.0
    entrypoint: sh -c "sleep {{attente}}; exec docker-entrypoint.sh redis-server"
    mem_limit: 64m
    healthcheck:
      test: ["CMD", "redis-cli", "ping"]
      interval: 1s
      timeout: 2s
      retries: 15
FIN

# étape : attendre
sed -i 's|^    command: python3 /app/app.py|&\n    depends_on:\n      pilote:\n        condition: service_healthy|' compose.yaml
docker compose up -d
