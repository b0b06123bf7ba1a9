# étape : brancher
docker run -d --name avant-{{nom}} -v memoire-{{nom}}:/data redis

# étape : ecrire
docker exec avant-{{nom}} redis-cli set escale {{ville}}
docker exec avant-{{nom}} redis-cli save

# étape : remplacer
docker rm -f avant-{{nom}}
docker run -d --name apres-{{nom}} -v memoire-{{nom}}:/data redis
