/** Whether virtual machines have the processor's help where the operator gives it. */
import { stat } from "node:fs/promises";
import type { Settings } from "@/lib/protocol/settings";
import { type Finding, ok, weak } from "./finding";

const open = 0o006;

/** `device`: the host's /dev/kvm; tests have another. Nothing is said where KVM is not asked for. */
export async function kvmFindings(
  { ESCALE_VM_KVM: wanted }: Pick<Settings, "ESCALE_VM_KVM">,
  device = "/dev/kvm",
): Promise<Finding[]> {
  if (wanted === "off") return [];
  const found = await stat(device).catch(() => null);
  if (found === null)
    return [
      weak(
        "kvm",
        `ESCALE_VM_KVM is on and there is no ${device}: virtual machines are emulated`,
        "enable virtualisation in the firmware, load kvm_intel or kvm_amd; or leave it off",
      ),
    ];
  if ((found.mode & open) !== open)
    return [
      weak(
        "kvm",
        `${device} is closed to the engine's remapped users: virtual machines are emulated`,
        `open it by a udev rule: KERNEL=="kvm", MODE="0666"`,
      ),
    ];
  return [ok("kvm", `${device} is given to the catalogue's virtual machine`)];
}
