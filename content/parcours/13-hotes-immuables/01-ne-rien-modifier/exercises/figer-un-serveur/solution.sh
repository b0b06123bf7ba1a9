# étape : deriver
docker run -d --name derive-{{nom}} nginx
docker exec derive-{{nom}} touch /etc/nginx/conf.d/{{mot}}.conf

# étape : compter
docker diff derive-{{nom}} | sed -n 's|^\(.\) /etc/nginx/conf.d/{{mot}}.conf|\1|p'

# étape : figer
docker run -d --name fige-{{nom}} --read-only -v bord-{{nom}}:/donnees busybox sh -c 'date > /donnees/depart; sleep 1d'
