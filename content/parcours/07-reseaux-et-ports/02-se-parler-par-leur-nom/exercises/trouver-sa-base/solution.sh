# étape : reseau
docker network create {{reseau}}-{{nom}}
docker run -d --name redis-{{nom}} --network {{reseau}}-{{nom}} --network-alias base -m 64m redis

# étape : client
docker run -d --name client-{{nom}} --network {{reseau}}-{{nom}} -m 32m redis sleep 1d
docker exec client-{{nom}} redis-cli -h base set message {{mot}}
