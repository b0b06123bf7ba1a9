# étape : entree
cat > Dockerfile <<'FIN'
FROM busybox:1.37
ENV PORT_D_ATTACHE={{port}}
ENTRYPOINT ["echo"]
CMD ["terre en vue"]
FIN
docker build -t {{nom}}:1 .

# étape : version
cat > Dockerfile <<'FIN'
FROM busybox:1.37
ARG VERSION=0
LABEL version=$VERSION
ENV PORT_D_ATTACHE={{port}}
ENTRYPOINT ["echo"]
CMD ["terre en vue"]
FIN
docker build --build-arg VERSION={{version}} -t {{nom}}:1 .
