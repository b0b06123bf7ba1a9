/** `admin doctor`: looks at everything Escale stands on and says what to mend. */
import type { Paths } from "@/lib/protocol/paths";
import type { Settings } from "@/lib/protocol/settings";
import { explain } from "../../system/operator-error";
import type { Backend } from "../backend";
import { engineFindings } from "./engine";
import { broken, type Finding, ok } from "./finding";
import { hostFindings } from "./host";
import { kvmFindings } from "./kvm";
import { networkFindings } from "./networks";
import { previewFindings } from "./previews";

async function backendFinding(backend: Backend): Promise<Finding> {
  try {
    const { engine, workspaces } = await backend.health();
    if (engine.status === "down") {
      return broken(
        "backend",
        `runs, but has no engine: ${engine.detail ?? ""}`,
        "see engine above",
      );
    }
    return ok("backend", `${workspaces.running} of ${workspaces.max} workspaces run`);
  } catch (error) {
    return broken("backend", explain(error).split("\n")[0] ?? "", "npm start");
  }
}

/** A group of checks that itself fails is a finding, not the end of the others. */
const attempt = (subject: string, work: Promise<Finding[]>): Promise<Finding[]> =>
  work.catch((error: unknown) => [broken(subject, explain(error), "see the message")]);

export async function findings(
  settings: Settings,
  paths: Paths,
  root: string,
  backend: Backend,
): Promise<Finding[]> {
  return [
    ...(await attempt("host", hostFindings(settings, paths))),
    ...(await attempt("engine", engineFindings(settings, paths, root))),
    ...(await attempt("networks", networkFindings(settings, paths))),
    ...(await attempt("kvm", kvmFindings(settings))),
    ...(await attempt("previews", previewFindings(settings))),
    await backendFinding(backend),
  ];
}

const marks = { ok: "✔", weak: "!", broken: "✖" };

/** For a reader, worst last so that it stays in sight. */
export function report(all: readonly Finding[]): string {
  const lines = all.map(({ subject, verdict, detail, remedy }) =>
    [`${marks[verdict]} ${subject}: ${detail}`, ...(remedy ? [`    → ${remedy}`] : [])].join("\n"),
  );
  const count = (verdict: Finding["verdict"]) =>
    all.filter((finding) => finding.verdict === verdict).length;
  return [
    ...lines,
    "",
    `${count("broken")} broken, ${count("weak")} weak, ${count("ok")} well`,
  ].join("\n");
}
