/** Shows the steps of set-up as they run: each named, timed, with what it found or did. */
import { Listr, type ListrTask, PRESET_TIMER } from "listr2";
import type { Setup, Step } from "./setup";

/** Steps that wait for each other; lanes run side by side. */
export type Plan = readonly (Step | { title: string; lanes: readonly (readonly Step[])[] })[];

function taskOf(step: Step): ListrTask<Setup> {
  return {
    title: step.title,
    skip: (setup) => {
      const why = step.skip?.(setup);
      return why ? `${step.title}: ${why}` : false;
    },
    task: async (setup, task) => {
      const said = await step.run(setup, (line) => {
        // shown in place on a terminal; in a file it would be thousands of lines
        if (process.stdout.isTTY) task.output = line.slice(0, 200);
      });
      task.title = `${step.title}: ${said}`;
    },
  };
}

/** Runs the plan; the first step that throws ends it, with that step's error. */
export async function runSteps(setup: Setup, plan: Plan): Promise<void> {
  const tasks = plan.map((item): ListrTask<Setup> => {
    if (!("lanes" in item)) return taskOf(item);
    return {
      title: item.title,
      task: (_, task) =>
        task.newListr(
          item.lanes.map(
            (lane): ListrTask<Setup> => ({
              task: (__, inner) => inner.newListr(lane.map(taskOf), { concurrent: false }),
            }),
          ),
          { concurrent: true },
        ),
    };
  });
  await new Listr<Setup>(tasks, {
    ctx: setup,
    concurrent: false,
    exitOnError: true,
    registerSignalListeners: false,
    fallbackRendererCondition: () => !process.stdout.isTTY,
    fallbackRenderer: "simple",
    rendererOptions: { timer: PRESET_TIMER, collapseSubtasks: false },
    fallbackRendererOptions: { timer: PRESET_TIMER },
  }).run();
}
