# étape : lancer
cat > compose.yaml <<'FIN'
services:
  porte:
    image: nginx:1.26
    ports: ["{{port}}:80"]
    volumes: ["./porte/default.conf:/etc/nginx/conf.d/default.conf:ro"]
    mem_limit: 64m
    depends_on: [appli]
  appli:
    build: ./appli
    environment: { BASE: base }
    mem_limit: 64m
    depends_on: [base]
  base:
    image: redis:8.0
    mem_limit: 64m
FIN
docker compose up -d --build

# étape : ordonner
cat > compose.yaml <<'FIN'
services:
  porte:
    image: nginx:1.26
    ports: ["{{port}}:80"]
    volumes: ["./porte/default.conf:/etc/nginx/conf.d/default.conf:ro"]
    mem_limit: 64m
    depends_on:
      appli: { condition: service_healthy }
  appli:
    build: ./appli
    environment: { BASE: base }
    mem_limit: 64m
    depends_on:
      base: { condition: service_healthy }
  base:
    image: redis:8.0
    mem_limit: 64m
    healthcheck: { test: ["CMD", "redis-cli", "ping"], interval: 1s, timeout: 2s, retries: 10 }
FIN
docker compose up -d

# étape : cloisonner
cat > compose.yaml <<'FIN'
services:
  porte:
    image: nginx:1.26
    ports: ["{{port}}:80"]
    volumes: ["./porte/default.conf:/etc/nginx/conf.d/default.conf:ro"]
    mem_limit: 64m
    networks: [facade]
    depends_on:
      appli: { condition: service_healthy }
  appli:
    build: ./appli
    environment: { BASE: base }
    mem_limit: 64m
    networks: [facade, coulisses]
    depends_on:
      base: { condition: service_healthy }
  base:
    image: redis:8.0
    mem_limit: 64m
    networks: [coulisses]
    healthcheck: { test: ["CMD", "redis-cli", "ping"], interval: 1s, timeout: 2s, retries: 10 }
networks:
  facade:
  coulisses: { internal: true }
FIN
docker compose up -d

# étape : durer
sed -i 's|^    image: redis:8.0|&\n    command: redis-server --save 1 1\n    volumes: ["billets:/data"]|' compose.yaml
printf 'volumes:\n  billets:\n' >> compose.yaml
docker compose up -d
