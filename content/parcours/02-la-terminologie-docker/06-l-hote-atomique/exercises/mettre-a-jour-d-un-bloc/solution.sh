# étape : actuel
docker run -d --name systeme-{{nom}} --read-only -e VERSION=41 busybox sleep 1d

# étape : basculer
docker stop -t 1 systeme-{{nom}}
docker rename systeme-{{nom}} ancien-{{nom}}
docker run -d --name systeme-{{nom}} --read-only -e VERSION=42 busybox sleep 1d
