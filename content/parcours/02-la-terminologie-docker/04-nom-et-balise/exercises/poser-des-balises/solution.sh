# étape : poser
docker pull busybox:1.37
docker tag busybox:1.37 {{nom}}:{{v}}.0
docker tag busybox:1.37 {{nom}}:stable

# étape : deplacer
docker pull nginx:1.26
docker tag nginx:1.26 {{nom}}:stable

# étape : retirer
sleep 2
docker rmi {{nom}}:{{v}}.0
