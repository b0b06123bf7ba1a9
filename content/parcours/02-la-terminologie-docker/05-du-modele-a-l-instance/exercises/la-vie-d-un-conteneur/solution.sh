# étape : creer
docker run -d --name {{nom}} busybox sleep 1d

# étape : confier
docker exec {{nom}} sh -c 'echo {{mot}} > /secret'

# étape : arreter
docker stop -t 1 {{nom}}

# étape : supprimer
docker rm {{nom}}
