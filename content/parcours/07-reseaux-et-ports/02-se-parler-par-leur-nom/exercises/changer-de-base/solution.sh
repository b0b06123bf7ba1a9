# étape : ancienne
docker network create port-{{nom}}
docker run -d --name ancienne-{{nom}} --network port-{{nom}} --network-alias base -m 64m redis
docker run -d --name appli-{{nom}} --network port-{{nom}} -m 64m redis sleep 1d
until docker exec ancienne-{{nom}} redis-cli set qui {{un}}; do sleep 0.5; done

# étape : nouvelle
docker run -d --name nouvelle-{{nom}} --network port-{{nom}} -m 64m redis
until docker exec nouvelle-{{nom}} redis-cli set qui {{deux}}; do sleep 0.5; done
docker network disconnect port-{{nom}} ancienne-{{nom}}
docker network disconnect port-{{nom}} nouvelle-{{nom}}
docker network connect --alias base port-{{nom}} nouvelle-{{nom}}
