/** `--tmpfs path:options`: memory of the container, never more than its limit, no devices. */
import { refused } from "../errors";
import { messages } from "../messages";

const defaultSize = 64 * 1024 ** 2;
const plainOption = /^(rw|ro|noexec|exec|nosuid|nodev|mode=[0-7]{3,4}|[ug]id=\d{1,5})$/;

/** Throws DockerError 403 naming the option or the largest size. */
export function rebuildTmpfs(given: Readonly<Record<string, string>>, memory: number) {
  return Object.fromEntries(
    Object.entries(given).map(([path, options]) => [path, rebuildOptions(options, memory)]),
  );
}

function rebuildOptions(options: string, memory: number): string {
  let size = Math.min(defaultSize, memory);
  const kept: string[] = [];
  for (const option of options.split(",").filter((word) => word !== "")) {
    const given = /^size=(\d{1,15})([kmg]?)$/i.exec(option);
    if (given)
      size =
        Number(given[1]) *
        ({ k: 1024, m: 1024 ** 2, g: 1024 ** 3 }[given[2]?.toLowerCase() ?? ""] ?? 1);
    else if (plainOption.test(option)) kept.push(option);
    else throw refused(messages.tmpfsOption(option.slice(0, 40)));
  }
  // a tmpfs of size 0 has no bound at all (tmpfs(5))
  if (size <= 0 || size > memory) throw refused(messages.tmpfsSize(memory));
  return [...kept, "nosuid", "nodev", `size=${size}`].join(",");
}
