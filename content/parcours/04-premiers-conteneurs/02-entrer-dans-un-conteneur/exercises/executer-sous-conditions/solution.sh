# étape : lancer
docker run -d --name atelier-{{nom}} busybox sleep 1d

# étape : dossier
docker exec -w /var atelier-{{nom}} touch {{mot}}

# étape : variable
docker exec -e CAP={{mot}} atelier-{{nom}} sh -c 'echo $CAP > /tmp/cap'
