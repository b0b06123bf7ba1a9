import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { kvmFindings } from "./kvm";

test("KVM that is wanted: missing, closed to remapped users, open", async () => {
  const folder = await mkdtemp(join(tmpdir(), "escale-kvm-"));
  try {
    const file = async (mode: number) => {
      const path = join(folder, `kvm-${mode}`);
      await writeFile(path, "");
      await chmod(path, mode);
      return path;
    };
    const verdict = async (wanted: "on" | "off", path: string) =>
      (await kvmFindings({ ESCALE_VM_KVM: wanted }, path)).map((finding) => finding.verdict);
    expect(await verdict("off", join(folder, "none"))).toEqual([]);
    expect(await verdict("on", join(folder, "none"))).toEqual(["weak"]);
    expect(await verdict("on", await file(0o660))).toEqual(["weak"]);
    const opened = await file(0o606);
    expect(await verdict("on", opened)).toEqual(["ok"]);
  } finally {
    await rm(folder, { recursive: true });
  }
});
