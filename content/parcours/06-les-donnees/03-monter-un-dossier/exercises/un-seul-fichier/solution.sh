# étape : monter
docker run -d --name regle-{{nom}} -p {{port}}:80 -v "$PWD/site.conf":/etc/nginx/conf.d/default.conf:ro nginx

# étape : recharger
sed 's/réglé par/rechargé par/' site.conf > /tmp/site.conf && cat /tmp/site.conf > site.conf
docker restart -t 1 regle-{{nom}}
