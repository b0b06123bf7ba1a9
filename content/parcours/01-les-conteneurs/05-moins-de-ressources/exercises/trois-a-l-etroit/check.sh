for i in 1 2 3; do
  [ "$(docker inspect --format '{{.HostConfig.Memory}}' petit-$i-{{nom}} 2> /dev/null)" = "$(({{mio}} * 1024 * 1024))" ] || exit 1
done
