# étape : ecrire
cat > Dockerfile <<'FIN'
FROM nginx
COPY index.html /usr/share/nginx/html/
FIN

# étape : construire
docker build -t {{image}}:1.0 .

# étape : servir
docker run -d --name {{image}} -m 64m -p {{port}}:80 {{image}}:1.0
