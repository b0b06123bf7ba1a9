/**
 * A class of sixty seen live: how long from what a learner does to the trainer's stream, and what the
 * grid costs a browser while they work. `BENCH_LIVE_MINUTES` (10): how long the browser looks.
 */
import { existsSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { chromium } from "@playwright/test";
import { z } from "zod";
import { elapsedMs, mib, row, timings, title } from "../support/stats";
import { type Class, exercise, makeClass, type Pupil } from "./people";
import { TrainerStream } from "./stream";

const people = 60;
/** of them with a workspace and an exercise of their own */
const busy = 6;
const minutes = Number(process.env.BENCH_LIVE_MINUTES ?? 10);

export async function benchLive(site: string): Promise<void> {
  const made = await makeClass(site, people);
  for (const pupil of made.learners) {
    await pupil.report();
    pupil.work();
  }
  const stream = new TrainerStream();
  await stream.open(site, made.id, made.trainer.cookie);
  try {
    title(`A class of ${people}, from what a learner does to the trainer's stream`);
    timings("a command typed", await commands(made.learners, stream));
    timings("a hand raised or lowered", await hands(made.learners, stream));
    timings(`a change of an exercise (${busy} learners)`, await changes(made.learners, stream));
    if (minutes > 0) await browse(site, made);
  } finally {
    stream.close();
    for (const pupil of made.learners) pupil.rest();
    for (const { learner } of made.learners.slice(0, busy)) await learner.remove();
  }
}

/** Each of them eight times, one every 8 s or so, all at once. */
async function commands(learners: readonly Pupil[], stream: TrainerStream): Promise<number[]> {
  const samples: number[] = [];
  await Promise.all(
    learners.map(async (pupil) => {
      for (let turn = 0; turn < 8; turn++) {
        await sleep(Math.random() * 16_000);
        const command = `docker inspect ${pupil.name.slice(-2)}-${turn}`;
        samples.push(
          await elapsedMs(() =>
            Promise.all([
              pupil.report(command),
              stream.until(pupil.name, (card) => card.commands.at(-1)?.text === command),
            ]),
          ),
        );
      }
    }),
  );
  return samples;
}

async function hands(learners: readonly Pupil[], stream: TrainerStream): Promise<number[]> {
  const samples: number[] = [];
  for (const raised of [true, false])
    for (const { learner, name } of learners)
      samples.push(
        await elapsedMs(() =>
          Promise.all([
            learner.call("POST", "/api/live/hand", { raised }),
            stream.until(name, (card) => (card.handRaisedAt !== null) === raised),
          ]),
        ),
      );
  return samples;
}

const runSchema = z.object({
  view: z.object({
    run: z.object({
      steps: z.array(
        z.object({ id: z.string(), status: z.string(), hints: z.object({ of: z.number() }) }),
      ),
    }),
  }),
});

/** Hints asked for and steps passed over: what a check keeps goes the same way. */
async function changes(learners: readonly Pupil[], stream: TrainerStream): Promise<number[]> {
  const samples: number[] = [];
  const path = `/api/exercises/${exercise}`;
  await Promise.all(
    learners.slice(0, busy).map(async ({ learner, name }) => {
      await learner.open();
      const begun = await learner.call("POST", path, { action: "begin" });
      await stream.until(name, (card) => card.work?.exercise === exercise);
      for (const step of runSchema.parse(begun).view.run.steps) {
        for (let hints = 1; hints <= step.hints.of; hints++) {
          await sleep(Math.random() * 1_000);
          samples.push(
            await elapsedMs(() =>
              Promise.all([
                learner.call("POST", path, { action: "hint", step: step.id }),
                stream.until(name, ({ work }) => work?.hints.shown.length === hints),
              ]),
            ),
          );
        }
        samples.push(
          await elapsedMs(() =>
            Promise.all([
              learner.call("POST", path, { action: "skip", step: step.id }),
              stream.until(name, ({ work }) => work?.done === true || work?.step.id !== step.id),
            ]),
          ),
        );
      }
    }),
  );
  return samples;
}

/** The trainer's page in a Chromium, garbage collected before each look. */
async function browse(site: string, { id, trainer, learners }: Class): Promise<void> {
  title(`The grid in a browser over ${minutes} minutes, each learner at work`);
  const debian = "/usr/bin/chromium";
  const browser = await chromium.launch({
    ...(existsSync(debian) ? { executablePath: debian } : {}),
    args: ["--no-sandbox", "--disable-gpu"],
  });
  let going = true;
  const typing = Promise.all(
    learners.map(async (pupil) => {
      for (let turn = 0; going; turn++) {
        await sleep(Math.random() * 20_000);
        await pupil.report(`docker logs ${pupil.name.slice(-2)}-${turn}`);
      }
    }),
  );
  try {
    const context = await browser.newContext({ viewport: { width: 1920, height: 1080 } });
    const cookies = trainer.cookie.split("; ").map((cookie) => {
      const [name = "", value = ""] = cookie.split(/=(.*)/s);
      return { name, value, url: site };
    });
    await context.addCookies(cookies);
    const page = await context.newPage();
    await page.addInitScript(() => {
      new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) {
          const { dataset } = document.documentElement;
          dataset.tasks = String(Number(dataset.tasks ?? 0) + 1);
          dataset.longest = String(Math.max(Number(dataset.longest ?? 0), duration));
        }
      }).observe({ type: "longtask" });
    });
    await page.goto(new URL(`/classes/${id}/direct`, site).href);
    await page
      .locator(".live-card")
      .nth(people - 1)
      .waitFor();
    const probe = await context.newCDPSession(page);
    await probe.send("Performance.enable");
    const look = async (after: string) => {
      await probe.send("HeapProfiler.collectGarbage");
      const { usedSize } = await probe.send("Runtime.getHeapUsage");
      const { metrics } = await probe.send("Performance.getMetrics");
      const metric = (wanted: string) => metrics.find((one) => one.name === wanted)?.value ?? 0;
      const cells = [
        mib(usedSize),
        `${metric("Nodes")} nodes`,
        `${metric("JSEventListeners")} listeners`,
      ];
      row(after, ...cells);
    };
    await sleep(5_000);
    await page.evaluate(() => {
      for (const key of ["tasks", "longest"]) delete document.documentElement.dataset[key];
    });
    await look("after 5 s");
    for (let minute = 1; minute <= minutes; minute++) {
      await sleep(60_000);
      await look(`after ${minute} min`);
    }
    const { tasks = "0", longest = "0" } = await page.evaluate(() => ({
      ...document.documentElement.dataset,
    }));
    row("tasks above 50 ms", tasks, `longest ${Math.round(Number(longest))} ms`);
  } finally {
    going = false;
    await typing;
    await browser.close();
  }
}
