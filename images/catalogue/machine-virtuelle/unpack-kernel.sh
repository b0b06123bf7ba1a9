#!/bin/sh
# unpack-kernel.sh VMLINUZ OUT: the ELF kernel out of a compressed one, as the kernel's own
# scripts/extract-vmlinux finds it: the compressed part begins where its format's mark is.
set -eu
for format in '\xfd7zXZ\x00 xz' '\x28\xb5\x2f\xfd zstd'; do
  for place in $(LC_ALL=C grep -aboP "${format% *}" "$1" | cut -d: -f1); do
    tail -c "+$((place + 1))" "$1" | "${format##* }" -dc > "$2" 2>/dev/null || true
    if [ "$(head -c 4 "$2" | tail -c 3)" = ELF ]; then exit 0; fi
  done
done
echo "unpack-kernel: $1 is compressed in a way that is not known here" >&2
exit 1
