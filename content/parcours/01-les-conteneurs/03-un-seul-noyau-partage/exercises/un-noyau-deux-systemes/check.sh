file=/home/apprenant/exercices/un-noyau-deux-systemes/noyaux.txt
[ -f "$file" ] || { echo absent; exit 1; }
kernel=$(uname -r)
[ "$(tr -d ' \r' < "$file" | sed '/^$/d')" = "$kernel"$'\n'"$kernel" ]
