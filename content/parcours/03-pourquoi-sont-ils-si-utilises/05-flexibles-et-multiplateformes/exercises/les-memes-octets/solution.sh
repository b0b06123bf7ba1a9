# étape : emporter
docker build -t {{nom}}:1 .
docker save {{nom}}:1 -o {{nom}}.tar

# étape : effacer
sleep 2
docker rmi {{nom}}:1

# étape : reprendre
docker load -i {{nom}}.tar
docker run --rm {{nom}}:1 cat /marque
