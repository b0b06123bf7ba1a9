# suite : the two lines after the chosen one
folder=/home/apprenant/exercices/lire-un-journal
[ -f "$folder/suite.txt" ] || { echo absent; exit 1; }
expected=$(seq 1 1000 | grep -x -A 2 {{rang}} | tail -n 2)
[ "$(tr -d '\r' < "$folder/suite.txt" | sed '/^ *$/d')" = "$expected" ]
