# étape : ecrire
cat > Dockerfile <<'FIN'
FROM python:3.13
WORKDIR /app
COPY app.py .
EXPOSE 8000
CMD ["python3", "app.py"]
FIN

# étape : construire
docker build -t {{nom}}:1.0 .

# étape : lancer
docker run -d --name {{nom}} -p {{port}}:8000 {{nom}}:1.0
