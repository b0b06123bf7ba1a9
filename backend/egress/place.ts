/**
 * Where the proxy listens: an address of its own per instance, on the loopback interface, out of the
 * range for benchmarks (RFC 2544), which nobody routes. Containers reach it by their bridge's
 * gateway; the firewall lets nothing else of the host through. It never changes, so that a
 * container's environment stays right.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import type { Place } from "../isolation/rules";

/** Not a port that programs listen on by habit. */
const port = 13128;

/** `instance`: hex digits. */
export function proxyPlace(instance: string): Place {
  const byte = (at: number) => Number.parseInt(instance.slice(at, at + 2), 16);
  return { address: `198.19.${byte(0)}.${byte(2)}`, port };
}

export const proxyUrl = ({ address, port }: Place): string => `http://${address}:${port}`;

/** Gives this machine the address. Rejects with what `ip` says. */
export async function raiseAddress({ address }: Place): Promise<void> {
  const child = spawn("ip", ["-4", "address", "replace", `${address}/32`, "dev", "lo"], {
    env: { NODE_ENV: "production", PATH: `${process.env.PATH ?? ""}:/usr/sbin:/sbin` },
    stdio: ["ignore", "ignore", "pipe"],
    timeout: 10_000,
  });
  let said = "";
  child.stderr.on("data", (chunk: Buffer) => {
    said += chunk.toString("utf8");
  });
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`ip address replace failed: ${said.trim()}`);
}
