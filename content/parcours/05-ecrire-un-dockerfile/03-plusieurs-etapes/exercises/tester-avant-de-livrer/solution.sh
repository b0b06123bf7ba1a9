# étape : etapes
cat > Dockerfile <<'FIN'
FROM python:3.13 AS base
WORKDIR /app
COPY calcul.py .

FROM base AS essais
COPY essais.py .
RUN python3 essais.py

FROM base
CMD ["python3", "-c", "import calcul"]
FIN

# étape : essayer
docker build --target essais -t {{nom}}:essais .

# étape : livrer
docker build -t {{nom}}:1 .
