# étape : systeme
docker pull nginx:1.26
docker image inspect --format '{{.Os}}' nginx:1.26

# étape : architecture
docker pull python:3.13
docker image inspect --format '{{.Architecture}}' python:3.13
