folder=/home/apprenant/exercices/faire-parler-le-client
case "$1" in
  version)
    [ -f "$folder/version.txt" ] || { echo absent; exit 1; }
    [ "$(tr -d '[:space:]' < "$folder/version.txt")" = "$(docker version --format '{{.Server.Version}}')" ]
    ;;
  noms)
    [ -f "$folder/noms.txt" ] || { echo absent; exit 1; }
    grep -qx un-{{nom}} "$folder/noms.txt" && grep -qx deux-{{nom}} "$folder/noms.txt" && ! grep -qE 'NAMES|[[:space:]]' "$folder/noms.txt"
    ;;
esac
