docker image inspect busybox:1.37 {{nom}}:stable > /dev/null 2>&1 && ! docker image inspect {{nom}}:{{v}}.0 > /dev/null 2>&1
