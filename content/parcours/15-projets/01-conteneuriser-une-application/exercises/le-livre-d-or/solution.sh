# étape : image
printf '%s\n' .env notes.txt Dockerfile .dockerignore > .dockerignore
cat > Dockerfile <<'FIN'
FROM python:3.13
WORKDIR /app
COPY app.py .
EXPOSE 8080
CMD ["python3", "app.py"]
FIN
docker build -t livre-d-or:{{nom}} .

# étape : marin
cat > Dockerfile <<'FIN'
FROM python:3.13
RUN useradd --create-home marin && install -d -o marin /donnees
WORKDIR /app
COPY app.py .
ENV DOSSIER=/donnees
USER marin
EXPOSE 8080
HEALTHCHECK --interval=2s --timeout=2s --retries=3 \
  CMD python3 -c "from urllib.request import urlopen; urlopen('http://localhost:8080/sante')"
CMD ["python3", "app.py"]
FIN
docker build -t livre-d-or:{{nom}} .

# étape : service
docker run -d --name livre-{{nom}} -p {{port}}:8080 -v messages-{{nom}}:/donnees -e TITRE={{titre}} -m 64m livre-d-or:{{nom}}
until curl -sf -d texte=bonjour localhost:{{port}}; do sleep 0.5; done

# étape : remplacer
docker rm -f livre-{{nom}}
docker run -d --name livre2-{{nom}} -p {{port}}:8080 -v messages-{{nom}}:/donnees -e TITRE={{titre}} -m 64m --read-only --cap-drop ALL livre-d-or:{{nom}}
