limit=$(docker inspect --format '{{.HostConfig.Memory}}' borne-{{nom}} 2> /dev/null) || { echo absent; exit 1; }
[ "$limit" = "$(({{mio}} * 1024 * 1024))" ]
