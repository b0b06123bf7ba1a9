# étape : durcir
docker run -d --name durci-{{nom}} -p 127.0.0.1:{{port}}:8000 \
  --user 1000:1000 --read-only --cap-drop ALL --security-opt no-new-privileges \
  -m 64m --pids-limit 20 python python3 -m http.server 8000
