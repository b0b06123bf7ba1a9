folder=/home/apprenant/exercices/sauver-un-volume
# a volume is read by a container of an instant, never made by the looking
holds() {
  docker volume inspect "$1" > /dev/null || exit 1
  docker run --rm -m 16m --network none --mount "type=volume,src=$1,dst=/v,readonly" busybox cat /v/note.txt | grep -q '{{mot}}'
}
case "$1" in
  note) holds source-{{nom}} ;;
  archive)
    [ -f "$folder/archive.tar.gz" ] || { echo absent; exit 1; }
    { tar xzOf "$folder/archive.tar.gz" ./note.txt || tar xzOf "$folder/archive.tar.gz" note.txt; } 2> /dev/null | grep -q '{{mot}}'
    ;;
  copie) holds copie-{{nom}} ;;
esac
