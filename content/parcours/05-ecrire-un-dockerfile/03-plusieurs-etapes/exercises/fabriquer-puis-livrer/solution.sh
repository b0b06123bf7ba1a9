# étape : separer
cat > Dockerfile <<'FIN'
FROM python:3.13 AS fabrique
WORKDIR /src
COPY fabrique.py .
RUN python3 fabrique.py

FROM busybox:1.37
COPY --from=fabrique /src/public /www
EXPOSE 80
CMD ["httpd", "-f", "-p", "80", "-h", "/www"]
FIN

# étape : construire
docker build -t {{nom}}:leger .

# étape : servir
docker run -d --name {{nom}} -p {{port}}:80 {{nom}}:leger
