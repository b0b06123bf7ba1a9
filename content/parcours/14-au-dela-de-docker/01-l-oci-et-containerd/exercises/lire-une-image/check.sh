folder=/home/apprenant/exercices/lire-une-image
case "$1" in
  archive)
    [ -f "$folder/image.tar" ] || { echo absent; exit 1; }
    tar tf "$folder/image.tar" 2> /dev/null | grep -qx manifest.json
    ;;
  arch)
    [ -f "$folder/architecture.txt" ] || { echo absent; exit 1; }
    [ "$(tr -d '[:space:]' < "$folder/architecture.txt")" = "$(docker image inspect --format '{{.Architecture}}' nginx:1.26)" ]
    ;;
esac
