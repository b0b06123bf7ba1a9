id=$(docker ps -q --filter label=com.docker.compose.project=attendre-le-pilote --filter label=com.docker.compose.service=navire)
[ -n "$id" ] || { echo absent; exit 1; }
docker logs "$id" 2>&1 | grep -q 'parés à appareiller'
