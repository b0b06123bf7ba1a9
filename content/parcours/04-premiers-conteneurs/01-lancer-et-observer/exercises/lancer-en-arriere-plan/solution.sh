# étape : lancer
docker run -d --name {{nom}} nginx

# étape : identifier
docker inspect --format '{{.Id}}' {{nom}}

# étape : renommer
docker rename {{nom}} {{nom}}-{{suffixe}}
