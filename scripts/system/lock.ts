/** One process at a time does a piece of work; others wait. */
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { OperatorError } from "./operator-error";
import { startOf } from "./pid-file";

/** Runs `work` while holding the lock file; a lock whose holder has ended is taken over. */
export async function withLock<T>(
  path: string,
  onWait: () => void,
  work: () => Promise<T>,
): Promise<T> {
  const self = `${process.pid} ${startOf(process.pid)}`;
  await mkdir(dirname(path), { recursive: true });
  let told = false;
  for (;;) {
    try {
      await writeFile(path, self, { flag: "wx" });
      break;
    } catch (error) {
      const code = error instanceof Error && "code" in error ? error.code : "";
      if (code === "EACCES" || code === "EROFS") {
        throw new OperatorError(
          `${dirname(path)} cannot be written (${code})`,
          "start Escale as the owner of this clone, or make the clone theirs (chown -R)",
          { cause: error },
        );
      }
      if (code !== "EEXIST") throw error;
    }
    const holder = await readFile(path, "utf8").catch(() => "");
    const [pid = "", started = ""] = holder.split(" ");
    if (holder !== "" && startOf(Number(pid)) !== started) {
      await rm(path, { force: true });
      continue;
    }
    if (!told) onWait();
    told = true;
    await sleep(250);
  }
  try {
    return await work();
  } finally {
    await rm(path, { force: true });
  }
}
