#!/bin/sh
# Starts the machine on this terminal, by the processor's own help where /dev/kvm may be opened, and
# says which. There is no monitor: nothing but the machine's console can be reached by the keyboard.
if ! [ -t 0 ]; then
  echo "La machine virtuelle a besoin d’un terminal : docker run -it --rm machine-virtuelle" >&2
  exit 2
fi
echo "Machine virtuelle : 1 processeur, 128 Mio de mémoire, un noyau à elle."
# opening a file that is not there would make one
if [ -c /dev/kvm ] && (exec 3<>/dev/kvm) 2>/dev/null; then
  accelerator=kvm model=host
  echo "Accélération : KVM. Le processeur exécute la machine lui-même."
else
  accelerator=tcg,tb-size=48 model=max
  echo "Accélération : aucune (TCG). QEMU imite le processeur : comptez quelques secondes."
fi
if [ -n "$ESCALE_DUREE" ]; then echo "Elle s’éteint d’elle-même au bout de $ESCALE_DUREE."; fi
echo "Pour l’éteindre : poweroff, ou Ctrl + A puis X."
echo
# what a kernel tests and sets up for disks, networks and secrets that this machine has none of
without="cryptomgr.notests ipv6.disable=1 audit=0 lsm= nokaslr mitigations=off"
without="$without initcall_blacklist=crypto_kdf108_init,jent_mod_init,load_system_certificate_list,init_encrypted,init_ima,cec_init"
exec qemu-system-x86_64 \
  -name machine -nodefaults -no-user-config -no-reboot -display none -monitor none \
  -machine microvm,acpi=off,pic=on,pit=on,rtc=on -accel "$accelerator" -cpu "$model" -smp 1 -m 128 \
  -sandbox on,obsolete=deny,elevateprivileges=deny,spawn=deny,resourcecontrol=deny \
  -chardev stdio,id=console,mux=on,signal=off -serial chardev:console \
  -kernel /machine/vmlinux -initrd /machine/initramfs \
  -append "console=ttyS0 noapic no_timer_check tsc=reliable reboot=t panic=-1 $without"
