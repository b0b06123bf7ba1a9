archive=/home/apprenant/exercices/les-memes-octets/{{nom}}.tar
[ -f "$archive" ] || { echo absent; exit 1; }
case "$1" in
  fichier) tar tf "$archive" 2> /dev/null | grep -qx manifest.json ;;
  revenue)
    docker image inspect {{nom}}:1 > /dev/null 2>&1 || exit 1
    [ "$(docker run --rm -m 16m --network none {{nom}}:1 cat /marque)" = '{{mot}}' ]
    ;;
esac
