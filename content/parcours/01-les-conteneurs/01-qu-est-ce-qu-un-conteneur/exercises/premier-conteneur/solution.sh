# étape : saluer
docker run --name bonjour-{{mot}} hello-world

# étape : commander
docker run --name {{nom}} busybox echo {{mot}}
