/** What a proof has found so far, as its page shows it. */
import type { Exercise } from "@/lib/content/exercises/read";
import { typography } from "@/lib/content/typography";
import { ProofError, type ProofFault, type ProofWatch } from "@/lib/exercises/prove";
import type { ProofReport, ProvenCheck } from "@/lib/protocol/authoring";
import { type SolutionRun, solutionSeconds } from "@/lib/protocol/checks/solution";

type Line = ProofReport["exercises"][number];

export class ProofBook {
  readonly report: ProofReport;
  /** called on each change */
  onChange: () => Promise<void> = async () => {};

  constructor(exercises: readonly Exercise[]) {
    this.report = { exercises: exercises.map(lineOf), trouble: null };
  }

  get passed(): boolean {
    return this.report.exercises.every(({ status }) => status === "passed");
  }

  async begins(slug: string): Promise<void> {
    this.#line(slug).status = "running";
    await this.onChange();
  }

  /** To be told by `prove` on the way. */
  watching({ slug }: Exercise): ProofWatch {
    const line = this.#line(slug);
    const changed = () => void this.onChange().catch(() => {});
    return {
      before: (failed) => {
        for (const check of checksOf(line))
          check.before = failed.includes(check.id) ? "failed" : "passed";
        changed();
      },
      stepPassed: (id, seconds) => {
        const step = line.steps.find((one) => one.id === id);
        if (step === undefined) return;
        step.seconds = Math.round(seconds * 10) / 10;
        for (const check of step.checks) check.after = "passed";
        changed();
      },
    };
  }

  async proved(slug: string): Promise<void> {
    this.#line(slug).status = "passed";
    await this.onChange();
  }

  /** False: it was no matter of the exercise. */
  async failed(exercise: Exercise, error: unknown): Promise<boolean> {
    const line = this.#line(exercise.slug);
    line.status = "failed";
    if (!(error instanceof ProofError)) return false;
    const { fault } = error;
    line.message = sentence(fault, line);
    if (fault.why === "not-passed")
      for (const check of checksOf(line))
        if (fault.results.some(({ id }) => id === check.id)) check.after = "failed";
    if (fault.why === "lost-at-end")
      for (const check of checksOf(line))
        if (fault.checks.includes(check.id)) check.after = "failed";
    await this.onChange();
    return true;
  }

  trouble(message: string): void {
    this.report.trouble = message;
    for (const line of this.report.exercises) if (line.status === "running") line.status = "failed";
  }

  #line(slug: string): Line {
    const line = this.report.exercises.find((one) => one.slug === slug);
    if (line === undefined) throw new Error(`no exercise “${slug}” is being proved`);
    return line;
  }
}

const checksOf = (line: Line): ProvenCheck[] => line.steps.flatMap(({ checks }) => checks);

const lineOf = ({ slug, title, steps }: Exercise): Line => ({
  ...{ slug, title: typography(title), status: "waiting", message: null },
  steps: steps.map((step) => ({
    ...{ id: step.id, title: typography(step.title), seconds: null },
    checks: step.checks.map(({ id, title: what }) => ({
      ...{ id, title: typography(what), before: "waiting", after: "waiting" },
    })),
  })),
});

const quoted = (text: string) => `«\u00a0${text}\u00a0»`;
const list = (ids: readonly string[]) => ids.map(quoted).join(", ");

function sentence(fault: ProofFault, line: Line): string {
  const step = (id: string) => quoted(line.steps.find((one) => one.id === id)?.title ?? id);
  switch (fault.why) {
    case "passes-before":
      return `Déjà réussi avant d’avoir rien fait\u00a0: ${list(fault.checks)}. Une vérification doit échouer au départ.`;
    case "step-done-before":
      return `L’étape ${step(fault.step)} est déjà faite quand elle commence\u00a0: ses vérifications ne demandent rien de plus que les précédentes.`;
    case "solution-failed":
      return `La solution de l’étape ${step(fault.step)} ${ending(fault.run)}`;
    case "wrong-answer-passes":
      return `La question ${quoted(fault.check)} accepte une réponse fausse.`;
    case "not-passed":
      return `Après la solution de l’étape ${step(fault.step)}, ceci ne réussit toujours pas\u00a0: ${fault.results
        .map(({ id, outcome }) =>
          outcome.status === "notYet"
            ? `${quoted(id)} (trouvé\u00a0: ${shown(outcome.found)}\u00a0; attendu\u00a0: ${shown(outcome.expected)})`
            : quoted(id),
        )
        .join(", ")}.`;
    case "lost-at-end":
      return `Ne tient plus à la fin, alors que mode: state le demande\u00a0: ${list(fault.checks)}.`;
    case "passes-after-reset":
      return `Encore réussi après «\u00a0Recommencer\u00a0»\u00a0: ${list(fault.checks)}. Complétez reset, qui dit ce qui est supprimé.`;
  }
}

const shown = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Cf}]+/gu, " ")
    .trim()
    .slice(0, 120) || "rien";

function ending({ code, err, out }: SolutionRun): string {
  if (code === null) return `n’a pas fini en ${solutionSeconds} secondes.`;
  const said = shown((err || out).slice(-300));
  return `s’est terminée avec le code ${code}\u00a0: ${said.slice(0, 300)}`;
}
