# étape : lourde
docker build -t {{nom}}:lourde .

# étape : couches
docker image inspect --format '{{len .RootFS.Layers}}' {{nom}}:lourde

# étape : legere
cat > Dockerfile <<'FIN'
FROM busybox:1.37
RUN dd if=/dev/zero of=/cargaison bs=1M count=30 && rm /cargaison
CMD ["ls", "/"]
FIN
docker build -t {{nom}}:legere .
