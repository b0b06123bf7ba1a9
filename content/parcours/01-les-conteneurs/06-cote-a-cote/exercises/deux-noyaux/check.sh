file=/home/apprenant/exercices/deux-noyaux/noyaux.txt
[ -f "$file" ] || { echo absent; exit 1; }
machine=$(docker logs vm-{{nom}} 2>&1 | grep -o 'Linux version [^ ]*' | head -n 1 | cut -d ' ' -f 3)
[ -n "$machine" ] || exit 1
[ "$(tr -d ' \r' < "$file" | sed '/^$/d')" = "$machine"$'\n'"$(uname -r)" ]
