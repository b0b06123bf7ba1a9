# étape : monter
docker run -d --name site-{{nom}} -p {{port}}:80 -v "$PWD/page":/usr/share/nginx/html:ro nginx

# étape : corriger
echo '<h1>Bienvenue à bord, {{mot}}</h1>' > page/index.html

# étape : coffre
docker run -d --name coffre-{{nom}} --read-only --tmpfs /coffre busybox sleep 1d
