# étape : telecharger
docker pull nginx

# étape : couches
docker image inspect --format '{{len .RootFS.Layers}}' nginx

# étape : metadonnees
docker image inspect --format '{{index .Config.Cmd 0}}' nginx

# étape : etiqueter
docker tag nginx {{etiquette}}:1.0
