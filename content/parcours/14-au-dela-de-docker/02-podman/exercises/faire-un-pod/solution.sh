# étape : premier
docker run -d --name pod-{{nom}} -p {{port}}:80 -m 64m nginx

# étape : second
docker run -d --name aide-{{nom}} --network container:pod-{{nom}} busybox sleep 1d
