# étape : lancer
docker run -d --name chaud-{{nom}} --cpus 0.5 --pids-limit 50 busybox sleep 1d

# étape : changer
docker update --cpus 0.1 --pids-limit {{pids}} chaud-{{nom}}
