folder=/home/apprenant/exercices/ranger-la-recette
case "$1" in
  ordre)
    [ -f "$folder/Dockerfile" ] || { echo absent; exit 1; }
    # COPY requirements.txt, then RUN, then a COPY of everything
    sed 's/#.*//' "$folder/Dockerfile" | tr -s ' \t' ' ' | grep -iE '^ ?(copy|run) ' |
      awk 'tolower($1) == "copy" && /requirements\.txt/ && !run { first = 1 }
           tolower($1) == "run" && first { run = 1 }
           tolower($1) == "copy" && run && $2 ~ /^\.\/?$/ { ok = 1 }
           tolower($1) == "copy" && !run && $2 ~ /^\.\/?$/ { bad = 1 }
           END { exit !(ok && !bad) }'
    ;;
  garde)
    [ -f "$folder/.dockerignore" ] && [ -f "$folder/.env" ]
    ;;
  propre)
    docker image inspect {{nom}}:1 > /dev/null || exit 1
    ! docker run --rm -m 32m --entrypoint sh {{nom}}:1 -c 'ls -A /app; cat /app/.env 2>/dev/null' | grep -qE '^\.env$|{{secret}}'
    ;;
esac
