# étape : livrer
docker build -t {{nom}}:2.3.0 --build-arg VERSION=2.3.0 .
docker tag {{nom}}:2.3.0 {{nom}}:2.3
docker tag {{nom}}:2.3.0 {{nom}}:2

# étape : corriger
docker build -t {{nom}}:2.3.1 --build-arg VERSION=2.3.1 .
docker tag {{nom}}:2.3.1 {{nom}}:2.3
docker tag {{nom}}:2.3.1 {{nom}}:2
