# étape : construire
docker build -t {{nom}}:1.0 .

# étape : publier
ESPACE=$(docker info --format '{{range .Labels}}{{println .}}{{end}}' | sed -n 's/^registre=//p')
docker tag {{nom}}:1.0 ${ESPACE}{{nom}}:1.0
docker push ${ESPACE}{{nom}}:1.0

# étape : retrouver
ESPACE=$(docker info --format '{{range .Labels}}{{println .}}{{end}}' | sed -n 's/^registre=//p')
docker rmi {{nom}}:1.0 ${ESPACE}{{nom}}:1.0
docker run --name preuve-{{mot}} ${ESPACE}{{nom}}:1.0
