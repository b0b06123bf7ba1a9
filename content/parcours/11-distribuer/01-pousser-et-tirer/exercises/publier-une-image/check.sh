space=$(docker info --format '{{range .Labels}}{{println .}}{{end}}' | sed -n 's/^registre=//p')
name="${space}{{nom}}:1.0"
had=$(docker image inspect --format '{{.Id}}' "$name" 2> /dev/null)
[ -n "$had" ] || { echo absent; exit 1; }
# what the registry answers, under another name so that nothing of the learner's changes
docker push "$name" 2>&1 | grep -q 'Pushed' && exit 1
exit 0
