/**
 * `docker top` hands its arguments to the host's `ps` (moby, daemon/top_unix.go), whose output the
 * engine then filters by process. Only selections and columns that say nothing of other
 * processes or of environments pass.
 */
const columns = new Set(
  "pid ppid pgid sid tid user uid group gid comm cmd args ucmd time cputime etime etimes stime start lstart tty tt stat s state pcpu %cpu c pmem %mem rss vsz size nlwp ni pri psr wchan".split(
    " ",
  ),
);

export function isPsArguments(text: string): boolean {
  const words = text.split(" ").filter((word) => word !== "");
  if (words.length === 0) return true;
  const [selection = "", ...rest] = words;
  if (/^(-ef?|-ely?f?|-?aux?w{0,2}|-?axu?)$/.test(selection)) return rest.length === 0;
  if (!/^-?(e|ax|a)?o$/.test(selection)) return false;
  return rest.length === 1 && (rest[0] ?? "").split(",").every((column) => columns.has(column));
}
