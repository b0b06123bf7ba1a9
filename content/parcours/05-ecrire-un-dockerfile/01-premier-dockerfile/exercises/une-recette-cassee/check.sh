docker inspect essai-{{nom}} > /dev/null 2>&1 || { echo absent; exit 1; }
docker logs essai-{{nom}} 2>&1 | grep -q 'le phare {{mot}} est allumé'
