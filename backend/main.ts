/**
 * The backend program. Configured by the environment alone (lib/protocol/settings.ts). SIGTERM and
 * SIGINT end it and leave every workspace running; killed at any moment, the next start finds its
 * way (workspaces/reconcile.ts).
 */
import { readSettings, SettingsError } from "@/lib/protocol/settings";
import { startDaemon } from "./daemon";
import { createLog } from "./log";

/** Whatever is still under way then is left to the next start. */
const patienceMs = 4_000;

function settingsOrExit() {
  try {
    return readSettings(process.env);
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    process.stderr.write(`backend: settings not understood\n${error.message}\n`);
    process.exit(2);
  }
}

const settings = settingsOrExit();
const log = createLog(settings.ESCALE_LOG_LEVEL);

// A state that nobody foresaw is not one to go on from: the supervisor starts a fresh process.
process.on("uncaughtException", (error, origin) => {
  log.fatal({ err: error, origin }, "unexpected error; the backend ends");
  process.exit(1);
});

try {
  const daemon = await startDaemon(settings, log);
  let ending = false;
  const end = (signal: NodeJS.Signals) => {
    if (ending) return;
    ending = true;
    log.info({ signal }, "ending; workspaces stay as they are");
    setTimeout(() => {
      log.warn("still busy; ending all the same");
      process.exit(0);
    }, patienceMs).unref();
    daemon.close().then(
      () => process.exit(0),
      (error) => {
        log.error({ err: error }, "ending failed");
        process.exit(1);
      },
    );
  };
  process.on("SIGTERM", end);
  process.on("SIGINT", end);
} catch (error) {
  log.fatal({ err: error }, "the backend could not start");
  process.exit(1);
}
