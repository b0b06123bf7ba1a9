/** Ends what a supervisor that was killed has left running: two webs would share one database. */
import { endLeftovers } from "../supervisor/supervisor";
import { refuseSecondInstance } from "./port";
import type { Step } from "./setup";

export const leftovers: Step = {
  title: "Leftovers",
  async run(setup) {
    await refuseSecondInstance(setup);
    const ended = await endLeftovers(setup);
    return ended.length > 0 ? `ended ${ended.join(" and ")} of an earlier run` : "none";
  },
};
