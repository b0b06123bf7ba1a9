space=$(docker info --format '{{range .Labels}}{{println .}}{{end}}' | sed -n 's/^registre=//p')
name="${space}{{nom}}:1.0"
had=$(docker image inspect --format '{{.Id}}' "$name" 2> /dev/null)
[ -n "$had" ] || { echo absent; exit 1; }
# an image of this very exercise, and not what an earlier attempt has left
[ "$had" = "$(docker image inspect --format '{{.Id}}' {{nom}}:1.0 2> /dev/null)" ] || exit 1
# what the registry has under this name; a look, which publishes nothing
curl -sf -o /dev/null --unix-socket /var/run/docker.sock "http://docker/distribution/$name/json"
