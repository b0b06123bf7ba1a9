/** Two sockets made one. */
import { Socket } from "node:net";
import type { Duplex } from "node:stream";

/** how long one direction may outlive the other, ms */
const lingerMs = 5_000;

/** Bytes both ways; `pipe` stops reading the one side while the other cannot take more. */
export function join(browser: Duplex, backend: Duplex): void {
  for (const each of [browser, backend]) {
    if (!(each instanceof Socket)) continue;
    each.setNoDelay(true);
    each.setTimeout(0);
    each.setKeepAlive(true, 30_000);
  }
  browser.pipe(backend);
  backend.pipe(browser);
  const linger = () => {
    const timer = setTimeout(() => {
      browser.destroy();
      backend.destroy();
    }, lingerMs);
    timer.unref();
  };
  browser.once("end", linger);
  backend.once("end", linger);
  browser.once("close", () => backend.destroy());
  backend.once("close", () => browser.destroy());
}
