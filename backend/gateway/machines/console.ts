/**
 * What is seen of an attached container from outside: when its first prompt came, which kernel
 * began on its console, whether QEMU said that the processor helps. Read from the bytes that go by;
 * nothing is kept but these answers. A learner can print whatever they like there: it is their own
 * measure, and decides nothing.
 */

export interface Console {
  /** its start was asked for, ms of `performance.now()` */
  readonly begun: number;
  /** from there to the first prompt, ms */
  promptMs: number | null;
  /** the version that a kernel gave of itself while it booted */
  kernel: string | null;
  kvm: boolean | null;
}

export interface Consoles {
  /** A start of this container is asked for. */
  begin(container: string): void;
  /** Its output, as it goes by. */
  hear(container: string, bytes: Buffer): void;
  of(container: string): Readonly<Console> | undefined;
}

/** A workspace has at most so many that are looked at; the oldest is forgotten. */
const most = 32;
/** A prompt and a kernel's name are shorter, characters. */
const tailLength = 200;

/** `/ # `, `machine:~# `, `$ `, at a line's beginning. */
const prompt = /(?:^|[\r\n])[^\r\n]{0,60}[#$] $/;
const kernelName = /Linux version (\d[\w.+-]*) /;
/** as machine.sh says it, byte by byte: no character is split */
const accelerator = /Acc\S{1,3}l\S{1,3}ration\W{1,4}(KVM|aucune)/;
/** Whose prompt has not come after so much output, bytes, has none. */
const patience = 1024 ** 2;

export function createConsoles(now: () => number = () => performance.now()): Consoles {
  const consoles = new Map<string, Console & { tail: string; heard: number }>();
  return {
    begin(container) {
      consoles.delete(container);
      const [oldest] = consoles.keys();
      if (consoles.size >= most && oldest !== undefined) consoles.delete(oldest);
      consoles.set(container, {
        ...{ begun: now(), promptMs: null, kernel: null, kvm: null },
        ...{ tail: "", heard: 0 },
      });
    },
    hear(container, bytes) {
      const console = consoles.get(container);
      if (console === undefined || console.promptMs !== null || console.heard > patience) return;
      console.heard += bytes.length;
      const text = console.tail + bytes.toString("latin1");
      console.kernel ??= kernelName.exec(text)?.[1] ?? null;
      const said = accelerator.exec(text)?.[1];
      if (said !== undefined) console.kvm ??= said === "KVM";
      console.tail = text.slice(-tailLength);
      if (prompt.test(withoutControls(console.tail)))
        console.promptMs = Math.round(now() - console.begun);
    },
    of: (container) => consoles.get(container),
  };
}

/** A shell asks where its cursor is, or draws its line anew, behind its prompt (ECMA-48, CSI). */
const withoutControls = (text: string): string =>
  text
    .split("\u001b")
    .map((piece, index) => (index === 0 ? piece : piece.replace(/^\[[0-9;?]*[A-Za-z]?/, "")))
    .join("");
