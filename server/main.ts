/**
 * The web program: `node server.mjs` in a release, `tsx server/main.ts --dev` in development.
 * Settings come from the environment (lib/protocol/settings.ts). SIGTERM or SIGINT ends it within
 * two seconds; learners' shells live on in the backend.
 */
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { forgetOldAudits } from "@/lib/audit/audit";
import { auth } from "@/lib/auth/auth";
import { forgetTheAbsent } from "@/lib/auth/retention";
import { isSessionLive, sessionOwner } from "@/lib/auth/session";
import { sweepVersions } from "@/lib/authoring/versions";
import { backend } from "@/lib/backend-client/client";
import { endLeftBroadcasts } from "@/lib/classroom/broadcast/broadcast";
import { othersSocket } from "@/lib/classroom/others-socket";
import { forgetOldWatches } from "@/lib/classroom/watch/record";
import { closeDatabase, database } from "@/lib/db/client";
import { publicOrigin } from "@/lib/http/same-origin";
import { onClass } from "@/lib/live/hub";
import { forgetOldMessages } from "@/lib/live/messages";
import { webMetrics } from "@/lib/metrics/web-metrics";
import { finishDeletions } from "@/lib/own-data/deletion";
import { previewGrants } from "@/lib/previews/grants";
import { previewPlace, previewSource } from "@/lib/previews/place";
import { SettingsError } from "@/lib/protocol/settings";
import { log } from "@/lib/runtime/log";
import { runtime } from "@/lib/runtime/settings";
import { daily } from "./daily";
import { allowedHosts } from "./hosts";
import { type NextApp, startNext } from "./next-app";
import { createOperatorServer, listenForOperator } from "./operator/operator";
import { readPageHashes } from "./page-hashes";
import { createPreviews } from "./previews/previews";
import { terminalSockets } from "./terminal-socket";
import { createWebServer } from "./web-server";

const stopWithinMs = 2_000;
const broadcastTimes = { firstAfterMs: 60_000, everyMs: 60_000 };
/** who asked to be forgotten does not wait for a day */
const deletionTimes = { firstAfterMs: 30_000, everyMs: 5 * 60_000 };

async function main(): Promise<void> {
  const dev = process.argv.includes("--dev");
  const here = dirname(fileURLToPath(import.meta.url));
  const dir = dev ? join(here, "..") : here;
  if (!dev) process.chdir(dir);
  const { settings, paths } = runtime();
  const allowHost = allowedHosts(settings);
  const terminals = terminalSockets({
    backendSocket: paths.backendSocket,
    publicUrl: settings.ESCALE_URL,
    allowHost,
    ownerOf: (headers) => sessionOwner(headers, auth),
    others: othersSocket,
    onShownChanged: (classId, listener) =>
      onClass((change) => {
        if (change.classId === classId && change.owner === null) listener();
      }),
    log: log(),
  });
  const previews = createPreviews({
    backendSocket: paths.backendSocket,
    settings,
    grants: previewGrants,
    isLive: (session) => isSessionLive(session, database),
    log: log(),
  });
  const next = await startNext({
    dev,
    dir,
    hostname: settings.ESCALE_HOST,
    port: settings.ESCALE_PORT,
  });
  const server = createWebServer({
    allowHost,
    headers: {
      pages: dev ? new Map() : await readPageHashes(join(dir, ".next")),
      https: settings.ESCALE_URL?.startsWith("https:") ?? false,
      frames: (host) => {
        const place = previewPlace(new Headers({ host: host ?? "" }), settings);
        return place === null ? null : previewSource(place);
      },
      dev,
    },
    behindProxy: settings.ESCALE_URL !== undefined,
    terminals,
    previews,
    handle: next.handle,
    ...(dev ? { upgrade: next.upgrade } : {}),
    onRequest: webMetrics().request,
    onError: (error) => log().error({ err: error }, "a request failed"),
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(settings.ESCALE_PORT, settings.ESCALE_HOST, resolve);
  });
  log().info({ host: settings.ESCALE_HOST, port: settings.ESCALE_PORT }, "listening");
  const operator = createOperatorServer({
    database,
    origin: publicOrigin(settings),
  });
  await listenForOperator(operator, paths.operatorSocket);
  // Opened ahead of the first learner; when it cannot be, the lessons are served all the same
  // (the reason is in the log) and the next request that needs it tries again.
  database().catch(() => {});
  const endDaily = daily({
    work: async () => {
      const forgotten = await forgetTheAbsent({
        db: await database(),
        backend: backend(),
        keepGuestsMs: settings.ESCALE_KEEP_GUESTS,
      });
      await forgetOldAudits(await database());
      await forgetOldMessages(await database());
      await sweepVersions(await database());
      await forgetOldWatches(await database());
      log().info(forgotten, "ended sessions and absent guests are forgotten");
    },
    onError: (error) => log().error({ err: error }, "absent guests could not be forgotten"),
  });
  const endDeletions = daily({
    work: async () => {
      const done = await finishDeletions({ db: await database(), backend: backend() });
      if (done.deleted + done.failed > 0) log().info(done, "interrupted deletions are carried out");
    },
    onError: (error) => log().error({ err: error }, "a deletion could not be carried out"),
    ...deletionTimes,
  });
  const endBroadcasts = daily({
    work: async () => void (await endLeftBroadcasts(await database())),
    onError: (error) => log().error({ err: error }, "broadcasts left alone could not be ended"),
    ...broadcastTimes,
  });
  stopOnSignal(async () => {
    void endDaily();
    void endDeletions();
    void endBroadcasts();
    server.close();
    operator.close();
    terminals.closeAll();
    previews.closeAll();
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), stopWithinMs / 4).unref();
    await stopParts(next);
  });
}

async function stopParts(next: NextApp): Promise<void> {
  const results = await Promise.allSettled([closeDatabase(), backend().close(), next.close()]);
  for (const result of results) {
    if (result.status === "rejected") log().error({ err: result.reason }, "while stopping");
  }
}

/** Stops once, and for good after `stopWithinMs` even if something hangs. */
function stopOnSignal(stop: () => Promise<void>): void {
  let stopping = false;
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      log().info({ signal }, "stopping");
      setTimeout(() => process.exit(0), stopWithinMs).unref();
      stop().then(
        () => process.exit(0),
        (error: unknown) => {
          log().error({ err: error }, "while stopping");
          process.exit(1);
        },
      );
    });
  }
}

main().catch((error: unknown) => {
  // Before the settings are read there is no log to write to.
  if (error instanceof SettingsError) console.error(error.message);
  else console.error(error);
  process.exit(1);
});
