# étape : utilisateur
cat > Dockerfile <<'FIN'
FROM python:3.13
RUN useradd --create-home {{nom}}
WORKDIR /srv
COPY index.html .
USER {{nom}}
EXPOSE 8000
CMD ["python3", "-m", "http.server", "8000"]
FIN
docker build -t {{nom}}:1 .

# étape : sante
cat > Dockerfile <<'FIN'
FROM python:3.13
RUN useradd --create-home {{nom}}
WORKDIR /srv
COPY index.html .
USER {{nom}}
EXPOSE 8000
HEALTHCHECK --interval=2s --timeout=2s --retries=3 \
  CMD python3 -c "from urllib.request import urlopen; urlopen('http://localhost:8000/index.html')"
CMD ["python3", "-m", "http.server", "8000"]
FIN
docker build -t {{nom}}:1 .
docker run -d --name {{nom}} {{nom}}:1
