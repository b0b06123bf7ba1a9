docker image inspect {{nom}}:sure > /dev/null 2>&1 || { echo absent; exit 1; }
! docker save {{nom}}:sure | grep -aq '{{cle}}'
