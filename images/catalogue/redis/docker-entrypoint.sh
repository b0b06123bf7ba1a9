#!/bin/sh
# As in the official image: options alone mean redis-server, which does not run as root, and
# protected mode is off unless asked for (the official image compiles that default in).
set -e
if [ "${1#-}" != "$1" ] || [ "${1%.conf}" != "$1" ]; then
  set -- redis-server "$@"
fi
if [ "$1" = redis-server ] && [ "$(id -u)" = 0 ]; then
  find . \! -user redis -exec chown redis '{}' +
  exec setpriv --reuid=redis --regid=redis --clear-groups -- "$0" "$@"
fi
if [ "$1" = redis-server ]; then
  shift
  case "${1:--}" in
    -*) set -- redis-server --protected-mode no "$@" ;;
    # after a configuration file, and not over what it says
    *) config=$1 && shift
       if grep -qi '^ *protected-mode' "$config"; then set -- redis-server "$config" "$@"
       else set -- redis-server "$config" --protected-mode no "$@"; fi ;;
  esac
fi
exec "$@"
