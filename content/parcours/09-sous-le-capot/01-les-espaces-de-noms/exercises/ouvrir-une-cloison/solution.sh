# étape : hote
docker run -d --name hote-{{nom}} busybox sleep 1d

# étape : reseau
docker run -d --name reseau-{{nom}} --network container:hote-{{nom}} busybox sleep 1d
docker exec reseau-{{nom}} hostname

# étape : processus
docker run -d --name processus-{{nom}} --pid container:hote-{{nom}} busybox sleep 1d
