# étape : ecrire
docker run --name {{nom}} debian sh -c 'echo {{mot}} > /tresor.txt'

# étape : sauver
docker cp {{nom}}:/tresor.txt sauve.txt

# étape : supprimer
docker rm {{nom}}
