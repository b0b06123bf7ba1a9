# étape : lancer
docker run -d --name debian-{{nom}} debian sleep 1d
docker run -d --name busybox-{{nom}} busybox sleep 1d

# étape : comparer
docker exec debian-{{nom}} uname -r > noyaux.txt
docker exec busybox-{{nom}} uname -r >> noyaux.txt
