# étape : lancer
docker run -dit --name vm-{{nom}} machine-virtuelle
docker run -dit --name conteneur-{{nom}} busybox

# étape : comparer
until docker logs vm-{{nom}} | grep -q 'Linux version'; do sleep 1; done
docker logs vm-{{nom}} | grep -o 'Linux version [^ ]*' | cut -d ' ' -f 3 > noyaux.txt
docker exec conteneur-{{nom}} uname -r >> noyaux.txt

# étape : eteindre
docker rm -f vm-{{nom}}
