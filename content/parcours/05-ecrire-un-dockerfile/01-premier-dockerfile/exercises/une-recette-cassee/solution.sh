# étape : construire
sed -i 's/python:3.12-inexistante/python:3.13/; s/fare.py/phare.py/' Dockerfile
docker build -t {{nom}}:repare .

# étape : lancer
sed -i 's/^CMD .*/CMD ["python3", "phare.py"]/' Dockerfile
docker build -t {{nom}}:repare .
docker run --name essai-{{nom}} {{nom}}:repare
