# étape : version
docker version --format '{{.Server.Version}}' > version.txt

# étape : noms
docker run -d --name un-{{nom}} busybox sleep 1d
docker run -d --name deux-{{nom}} busybox sleep 1d
docker ps --format '{{.Names}}' > noms.txt
