# étape : remplir
docker volume create source-{{nom}}
docker run --rm -v source-{{nom}}:/v busybox sh -c 'echo {{mot}} > /v/note.txt'

# étape : sauver
docker run --rm -v source-{{nom}}:/v:ro -v "$PWD":/s busybox tar czf /s/archive.tar.gz -C /v .

# étape : restaurer
docker volume create copie-{{nom}}
docker run --rm -v copie-{{nom}}:/v -v "$PWD":/s:ro busybox tar xzf /s/archive.tar.gz -C /v
