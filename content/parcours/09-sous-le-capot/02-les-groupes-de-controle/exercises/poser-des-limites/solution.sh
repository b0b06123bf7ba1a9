# étape : borner
docker run -d --name borne-{{nom}} -m {{mio}}m --cpus 0.25 --pids-limit {{pids}} busybox sleep 1d

# étape : deborder
docker run --name deborde-{{nom}} -m 32m python python3 -c 'x = bytearray(100_000_000)' || true

# étape : code
docker inspect --format '{{.State.ExitCode}}' deborde-{{nom}}
