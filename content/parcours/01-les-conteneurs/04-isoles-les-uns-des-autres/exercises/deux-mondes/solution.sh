# étape : lancer
docker run -d --name {{un}} --hostname {{un}} busybox sleep 1d
docker run -d --name {{deux}} --hostname {{deux}} busybox sleep 1d

# étape : ecrire
docker exec {{un}} sh -c 'echo {{mot}} > /tmp/secret'

# étape : identifier
docker inspect --format '{{.Id}}' {{deux}}
