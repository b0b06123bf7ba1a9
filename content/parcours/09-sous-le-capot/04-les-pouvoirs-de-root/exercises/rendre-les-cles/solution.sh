# étape : nu
docker run -d --name nu-{{nom}} --cap-drop ALL busybox sleep 1d

# étape : une
docker run -d --name une-cle-{{nom}} --cap-drop ALL --cap-add CHOWN busybox sleep 1d

# étape : essayer
docker exec une-cle-{{nom}} chown 1234 /tmp
