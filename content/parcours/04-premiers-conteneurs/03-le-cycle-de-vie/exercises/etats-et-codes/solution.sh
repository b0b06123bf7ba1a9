# étape : echouer
docker run --name echec-{{nom}} busybox sh -c 'exit {{code}}' || true

# étape : suspendre
docker run -d --name pause-{{nom}} busybox sleep 1d
docker pause pause-{{nom}}

# étape : relancer
docker run -d --name tenace-{{nom}} --restart on-failure:{{essais}} busybox false
