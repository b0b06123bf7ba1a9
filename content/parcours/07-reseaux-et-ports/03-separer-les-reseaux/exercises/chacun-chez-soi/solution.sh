# étape : reseaux
docker network create facade-{{nom}}
docker network create --internal coulisses-{{nom}}

# étape : placer
docker run -d --name vitrine-{{nom}} --network facade-{{nom}} -m 48m nginx
docker run -d --name base-{{nom}} --network coulisses-{{nom}} -m 48m redis
docker run -d --name appli-{{nom}} --network facade-{{nom}} -m 48m nginx
docker network connect coulisses-{{nom}} appli-{{nom}}
