of() { docker ps $2 -q --filter label=com.docker.compose.project=un-service-a-la-demande --filter label=com.docker.compose.service=$1; }
[ -n "$(of base)" ] || { echo absent; exit 1; }
[ -z "$(of sauvegarde -a)" ]
