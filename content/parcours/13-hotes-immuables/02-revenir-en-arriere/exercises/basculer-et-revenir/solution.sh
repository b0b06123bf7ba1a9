# étape : premiere
docker build -t service-{{nom}}:1 --build-arg VERSION=1 .
docker run -d --name service-{{nom}} -p {{port}}:80 service-{{nom}}:1

# étape : deuxieme
docker build -t service-{{nom}}:2 --build-arg VERSION=2 --build-arg DOSSIER=/nulle-part .
docker rm -f service-{{nom}}
docker run -d --name service-{{nom}} -p {{port}}:80 service-{{nom}}:2

# étape : retour
docker rm -f service-{{nom}}
docker run -d --name service-{{nom}} -p {{port}}:80 service-{{nom}}:1

# étape : troisieme
docker build -t service-{{nom}}:3 --build-arg VERSION=3 .
docker rm -f service-{{nom}}
docker run -d --name service-{{nom}} -p {{port}}:80 service-{{nom}}:3
