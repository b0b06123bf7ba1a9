/** What Ctrl-C does: stop in order; once more, at once. */
import { explain } from "../system/operator-error";

/**
 * SIGINT, SIGTERM and SIGHUP run `first` and end the process with status 0; a second one runs
 * `second` and ends it with 130 (128 + SIGINT), whatever `first` still waits for.
 */
export function onStop(first: () => Promise<void>, second: () => Promise<void>): void {
  let asked = 0;
  const stop = () => {
    asked += 1;
    const forced = asked > 1;
    (forced ? second() : first()).then(
      () => process.exit(forced ? 130 : 0),
      (error: unknown) => {
        console.error(explain(error));
        process.exit(1);
      },
    );
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, stop);
}
