# étape : publier
docker run -d --name {{nom}} -m 64m -p {{port}}:80 nginx

# étape : personnaliser
docker exec {{nom}} sh -c 'echo "<h1>{{mot}}</h1>" > /usr/share/nginx/html/index.html'
