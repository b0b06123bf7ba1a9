import { expect, test } from "vitest";
import { createConsoles } from "./console";

function consoleAt(container = "c") {
  const clock = { ms: 1_000 };
  const consoles = createConsoles(() => clock.ms);
  consoles.begin(container);
  const print = (text: string, afterMs = 0) => {
    clock.ms += afterMs;
    consoles.hear(container, Buffer.from(text));
  };
  return { consoles, print, seen: () => consoles.of(container) };
}

test("the prompt of a shell, at once and in pieces, with the cursor's question behind it", () => {
  for (const pieces of [
    ["/ # "],
    ["/ ", "#", " "],
    ["/ # \u001b[6n"],
    ["/ # \u001b[6n\r/ # \u001b[J"],
    ["bash\r\nroot@1:/# "],
    ["$ "],
  ]) {
    const { print, seen } = consoleAt();
    for (const piece of pieces) print(piece, 10);
    expect(seen()?.promptMs, pieces.join("|")).toBe(10 * pieces.length);
  }
});

test("a boot: who helps, which kernel, and the first prompt only after all of it", () => {
  const { print, seen } = consoleAt();
  print("Accélération\u00a0: aucune (TCG). QEMU imite…\r\n");
  print(
    "[    0.000000] Linux version 6.12.57+deb13-cloud-amd64 (debian-kernel@lists) #1 SMP\r\n",
    900,
  );
  print("[    0.1] x86/fpu: x87 FPU\r\n# of entries\r\n");
  expect(seen()).toMatchObject({ promptMs: null, kvm: false, kernel: "6.12.57+deb13-cloud-amd64" });
  print("machine:~# ", 3_100);
  expect(seen()?.promptMs).toBe(4_000);
  print("ls\r\nmachine:~# ", 60_000);
  expect(seen()?.promptMs).toBe(4_000);
});

test("characters that were cut in half are read all the same", () => {
  const { consoles, seen } = consoleAt();
  for (const byte of Buffer.from("Accélération\u00a0: KVM. Le\n"))
    consoles.hear("c", Buffer.from([byte]));
  expect(seen()?.kvm).toBe(true);
});

test("a start anew is measured anew; output before a start is not", () => {
  const { consoles, print, seen } = consoleAt();
  print("/ # ", 5);
  consoles.begin("c");
  expect(seen()?.promptMs).toBeNull();
  consoles.hear("other", Buffer.from("/ # "));
  expect(consoles.of("other")).toBeUndefined();
});

test("a flood without a prompt is not read for ever, and few consoles are remembered", () => {
  const { consoles, print, seen } = consoleAt();
  for (let i = 0; i < 40; i++) print("x".repeat(64 * 1024));
  print("\n/ # ");
  expect(seen()?.promptMs).toBeNull();
  for (let i = 0; i < 40; i++) consoles.begin(`c${i}`);
  expect(consoles.of("c0")).toBeUndefined();
  expect(consoles.of("c39")).toBeDefined();
});
