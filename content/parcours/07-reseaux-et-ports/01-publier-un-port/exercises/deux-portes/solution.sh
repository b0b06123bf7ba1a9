# étape : premiere
docker run -d --name un-{{nom}} -p {{un}}:80 nginx

# étape : seconde
docker run -d --name deux-{{nom}} -p 127.0.0.1:{{deux}}:80 nginx

# étape : interroger
docker inspect --format '{{range $dedans, $_ := .NetworkSettings.Ports}}{{$dedans}}{{end}}' un-{{nom}} | cut -d / -f 1
