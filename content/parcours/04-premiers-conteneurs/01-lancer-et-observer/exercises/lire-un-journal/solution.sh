# étape : lancer
docker run -d --name {{nom}} busybox seq 1 1000

# étape : compter
docker logs {{nom}} | grep -x -A 2 {{rang}} | tail -n 2 > suite.txt
