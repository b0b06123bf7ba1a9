# étape : encombrer
for i in 1 2 3; do docker run --name jetable-$i-{{nom}} --label projet={{projet}} busybox true; done
docker run -d --name garde-{{nom}} busybox sleep 1d

# étape : nettoyer
docker rm $(docker ps -aq --filter label=projet={{projet}})
