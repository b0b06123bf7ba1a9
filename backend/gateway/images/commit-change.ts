/**
 * `--change` is a Dockerfile instruction that the engine parses. What passes has one reading:
 * one line, a known instruction, and for LABEL no escape that could spell a reserved name.
 */
const instruction = /^\s*(CMD|ENTRYPOINT|ENV|EXPOSE|LABEL|STOPSIGNAL|USER|WORKDIR)\s+(\S.*)$/i;

export function isCommitChange(change: string): boolean {
  const found = instruction.exec(change);
  if (!found || /[\r\n]/.test(change)) return false;
  const [, name = "", rest = ""] = found;
  if (name.toUpperCase() !== "LABEL") return true;
  return (
    !/[\\`$]/.test(rest) &&
    !rest
      .replaceAll(/["'\s]/g, "")
      .toLowerCase()
      .includes("escale.")
  );
}
