/**
 * Whether `.dockerignore` leaves a file out. The client applies it to all files but two, which it
 * always sends and leaves to the engine: the Dockerfile and `.dockerignore` itself.
 * Rules: docs.docker.com/build/concepts/context/#dockerignore-files; moby, pkg/fileutils.
 */

/** Whether `path` (relative, clean) or a folder above it is left out; the last rule that fits wins. */
export function isIgnored(dockerignore: string, path: string): boolean {
  const parts = path.split("/");
  const candidates = parts.map((_, depth) => parts.slice(0, depth + 1).join("/"));
  let ignored = false;
  for (const line of dockerignore
    .replace(/^\ufeff/, "")
    .split(/\r?\n/)
    .slice(0, 5000)) {
    if (line.startsWith("#")) continue;
    const rule = line.trim();
    const negated = rule.startsWith("!");
    const pattern = clean(negated ? rule.slice(1).trim() : rule);
    if (pattern === "") continue;
    if (candidates.some((candidate) => matches(pattern, candidate))) ignored = !negated;
  }
  return ignored;
}

const clean = (pattern: string): string =>
  pattern
    .split("/")
    .filter((part) => part !== "" && part !== ".")
    .join("/");

/** Part by part, so that no pattern costs more than its length times the path's. */
function matches(pattern: string, path: string): boolean {
  const fits = (rules: readonly string[], parts: readonly string[]): boolean => {
    const [rule, ...rest] = rules;
    if (rule === undefined) return parts.length === 0;
    if (rule === "**")
      return rest.length === 0 || parts.some((_, from) => fits(rest, parts.slice(from)));
    const [part, ...others] = parts;
    return part !== undefined && fitsPart(rule, part) && fits(rest, others);
  };
  // several `**` in a row say no more than one
  const rules = pattern.split("/").filter((rule, at, all) => rule !== "**" || all[at - 1] !== "**");
  return rules.length <= 16 && fits(rules, path.split("/"));
}

function fitsPart(rule: string, part: string): boolean {
  let [at, from, star, mark] = [0, 0, -1, 0];
  while (from < part.length) {
    const letter = rule[at];
    if (letter === "*") {
      star = at++;
      mark = from;
    } else if (letter === "?" || letter === part[from]) {
      at++;
      from++;
    } else if (star >= 0) {
      at = star + 1;
      from = ++mark;
    } else return false;
  }
  while (rule[at] === "*") at++;
  return at === rule.length;
}
