# étape : ordonner
cat > Dockerfile <<'FIN'
FROM python:3.13
WORKDIR /app
COPY requirements.txt .
RUN echo "installation" && sleep 2
COPY . .
CMD ["python3", "app.py"]
FIN

# étape : ecarter
echo .env > .dockerignore

# étape : construire
docker build -t {{nom}}:1 .
