# étape : cinq
for i in 1 2 3 4 5; do docker run -d --name n$i-{{nom}} -m 24m --label flotte={{nom}} nginx; done

# étape : image
docker image inspect --format '{{.Id}}' nginx

# étape : liberer
docker rm -f $(docker ps -aq --filter label=flotte={{nom}})
