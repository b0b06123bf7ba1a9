# étape : lancer
docker run -d --name {{nom}} nginx

# étape : deposer
docker cp page.html {{nom}}:/usr/share/nginx/html/index.html

# étape : signer
docker exec -u www-data {{nom}} touch /tmp/{{mot}}

# étape : reprendre
docker cp {{nom}}:/etc/nginx/nginx.conf .
