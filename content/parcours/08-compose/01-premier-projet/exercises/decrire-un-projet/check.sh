# volume: kept, while no container of the project is left
docker volume inspect decrire-un-projet_donnees > /dev/null &&
  [ -z "$(docker ps -aq --filter label=com.docker.compose.project=decrire-un-projet)" ]
