label() { docker image inspect --format '{{index .Config.Labels "org.opencontainers.image.version"}}' "{{nom}}:$1" 2> /dev/null; }
[ "$(label 2.3.0)" = 2.3.0 ] && [ "$(label 2.3.1)" = 2.3.1 ]
