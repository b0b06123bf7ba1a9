# étape : archiver
docker pull nginx:1.26
docker save nginx:1.26 -o image.tar

# étape : couches
tar xOf image.tar manifest.json | jq '.[0].Layers | length'

# étape : architecture
tar xOf image.tar $(tar xOf image.tar manifest.json | jq -r '.[0].Config') | jq -r .architecture > architecture.txt
