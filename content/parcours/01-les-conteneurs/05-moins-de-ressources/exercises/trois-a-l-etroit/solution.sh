# étape : lancer
for i in 1 2 3; do docker run -d --name petit-$i-{{nom}} -m {{mio}}m busybox sleep 1d; done

# étape : lire
docker stop -t 1 petit-2-{{nom}}
