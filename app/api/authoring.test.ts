import { strToU8, type Zippable, zipSync } from "fflate";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { auth } from "@/lib/auth/auth";
import { createGuest } from "@/lib/auth/session";
import { enterLesson } from "@/lib/authoring/access";
import { asFiles, draftFiles } from "@/lib/authoring/drafts";
import { hashOf } from "@/lib/authoring/files";
import { beginProof, proofOwner, readProof } from "@/lib/authoring/proof";
import { readVersion } from "@/lib/authoring/read-version";
import { sweepVersions } from "@/lib/authoring/versions";
import { filesOfZip } from "@/lib/authoring/zip";
import { database } from "@/lib/db/client";
import { testSiteData } from "@/lib/db/testing";
import { authoredFileSchema, authoringLimits, lessonFile } from "@/lib/protocol/authoring";
import type { CheckResult } from "@/lib/protocol/checks/check";
import { errorBodySchema } from "@/lib/protocol/errors";
import { exerciseViewSchema } from "@/lib/protocol/exercise";
import { ownerSchema } from "@/lib/protocol/ids";
import type { WorkspaceView } from "@/lib/protocol/workspace";
import { forget } from "@/lib/runtime/once";
import { GET as getFiles, POST as postFiles } from "./authoring/[id]/files/route";
import {
  DELETE as endProof,
  GET as getProof,
  POST as postProof,
} from "./authoring/[id]/proof/route";
import { POST as actOnLesson } from "./authoring/[id]/route";
import { GET as getZip } from "./authoring/[id]/zip/route";
import { POST as importZip } from "./authoring/import/route";
import { POST as newLesson } from "./authoring/route";
import { POST as newAssignment } from "./classes/[id]/assignments/route";
import { POST as newClass } from "./classes/route";
import { GET as getExercise } from "./exercises/[chapter]/[lesson]/[exercise]/route";
import { POST as postAnswers } from "./progress/quizzes/route";

vi.setConfig({ testTimeout: 60_000 });
// the course is read once, as on a running site
vi.stubEnv("NODE_ENV", "production");

const origin = "http://localhost:3000";

testSiteData({ ESCALE_GUESTS_PER_HOUR: "100000" }, 120_000);
beforeEach(async () => {
  forget("changesPerAddress");
  forget("guestsInAll");
  forget("proofs");
  const db = await database();
  await db.classroom.deleteMany();
  await db.authoredLesson.deleteMany();
  await db.authoredVersion.deleteMany();
  await db.auditEntry.deleteMany();
});

interface Someone {
  cookie: string;
  id: string;
}

async function guest(): Promise<Someone> {
  const { owner, setCookies } = await createGuest(new Headers({ host: "localhost:3000" }), auth);
  return { id: owner, cookie: setCookies.map((each) => each.split(";")[0]).join("; ") };
}

async function member(role: "learner" | "trainer" | "admin"): Promise<Someone> {
  const one = await guest();
  await (await database()).user.update({
    where: { id: one.id },
    data: { name: role, role, isAnonymous: false, email: `${one.id.toLowerCase()}@example.org` },
  });
  return one;
}

interface Sent {
  who?: Someone | undefined;
  headers?: Record<string, string>;
  method?: string;
}

function sent(path: string, body: unknown, { who, headers, method = "POST" }: Sent = {}) {
  const bytes = body instanceof Uint8Array;
  return new Request(`${origin}${path}`, {
    method,
    headers: {
      host: "localhost:3000",
      ...(who ? { cookie: who.cookie } : {}),
      ...(headers ?? {
        ...{ origin, "sec-fetch-site": "same-origin" },
        "content-type": bytes ? "application/octet-stream" : "application/json",
      }),
    },
    ...(method === "GET" ? {} : { body: bytes ? new Uint8Array(body) : JSON.stringify(body) }),
  });
}

const at = (id: string) => ({ params: Promise.resolve({ id }) });
const change = (id: string, action: object, how: Sent = {}) =>
  postFiles(sent(`/api/authoring/${id}/files`, action, how), at(id));
const act = (id: string, action: object, how: Sent = {}) =>
  actOnLesson(sent(`/api/authoring/${id}`, action, how), at(id));
const bring = (zip: Uint8Array, how: Sent = {}) =>
  importZip(sent("/api/authoring/import", zip, how));

async function made(answer: Promise<Response>): Promise<string> {
  const response = await answer;
  expect(response.status).toBe(200);
  return z.object({ id: z.string() }).parse(await response.json()).id;
}
const begin = (who: Someone, title = "Mes volumes") =>
  made(newLesson(sent("/api/authoring", { title }, { who })));

async function refused(answer: Promise<Response>) {
  const response = await answer;
  const { error } = errorBodySchema.parse(await response.json());
  return `${response.status} ${error.code}: ${error.message}`;
}

async function filesOf(id: string, who: Someone) {
  const response = await getFiles(
    sent(`/api/authoring/${id}/files`, null, { who, method: "GET" }),
    at(id),
  );
  const { files } = z.object({ files: z.array(authoredFileSchema) }).parse(await response.json());
  return files;
}

const person = (who: Someone, role: "trainer" | "admin" = "trainer") => ({
  ...{ id: ownerSchema.parse(who.id), name: "x", role, guest: false },
});

/** A backend that says of every exercise what the test wants; its workspaces are counted. */
function fakeBackend(proves: boolean) {
  const open = new Set<string>();
  const opened: string[] = [];
  let solved = false;
  const none: WorkspaceView = { state: "none", filesKept: false, stopped: null };
  const running: WorkspaceView = {
    ...{ state: "running", id: "0123456789ab", openedAt: new Date().toISOString() },
    ...{ idleStopsAt: new Date().toISOString(), idleWarningMs: 0, terminals: [], ports: [] },
    limits: { memoryBytes: 1, cpus: 1, pids: 1, containers: 1, terminals: 1 },
  };
  return {
    ...{ open: open, opened },
    client: {
      open: async (owner: string) => {
        open.add(owner);
        opened.push(owner);
        return running;
      },
      workspace: async () => running,
      remove: async (owner: string) => {
        open.delete(owner);
        return none;
      },
      checks: {
        begin: async () => {
          solved = false;
        },
        look: async (_owner: string, checks: readonly { id: string }[]): Promise<CheckResult[]> =>
          checks.map(({ id }) => ({
            id,
            seen: false,
            outcome: solved
              ? { status: "passed" }
              : { status: "notYet", reason: "absent", matcher: null, found: "", expected: "" },
          })),
        solve: async () => {
          solved = proves;
          return { code: proves ? 0 : 3, out: "", err: "panne <b>" };
        },
        watch: async () => {
          throw new Error("a proof does not watch");
        },
      },
    },
  };
}

/** As « Prouver » does, to its end. */
async function proved(id: string, who: Someone, proves = true) {
  const access = await enterLesson(await database(), person(who), id, "change");
  const backend = fakeBackend(proves);
  await (await beginProof(access, backend.client)).ended;
  const proof = await readProof(access);
  return { backend, proof, hash: hashOf(asFiles(await draftFiles(access))) };
}

async function published(who: Someone, title?: string) {
  const id = await begin(who, title);
  const { hash } = await proved(id, who);
  expect((await act(id, { action: "publish", hash }, { who })).status).toBe(200);
  return id;
}

describe("a trainer's draft", () => {
  it("begins as a lesson without errors, and is kept file by file", async () => {
    const who = await member("trainer");
    const id = await begin(who);
    const files = await filesOf(id, who);
    expect(files.map(({ path }) => path)).toEqual([
      "exercises/mes-volumes/exercise.yaml",
      "exercises/mes-volumes/solution.sh",
      "lesson.mdx",
    ]);
    const text = files
      .find(({ path }) => path === lessonFile)
      ?.text.replace("Mes volumes", "Réseaux");
    const saved = await change(id, { action: "save", path: lessonFile, text, seen: 1 }, { who });
    expect(await saved.json()).toEqual({ revision: 2 });
    const row = await (await database()).authoredLesson.findUnique({ where: { id } });
    expect(row?.title).toBe("Réseaux");
  });

  it("loses nothing when two write at the same time: the second is told", async () => {
    const who = await member("trainer");
    const id = await begin(who);
    const save = (text: string, seen: number | null) =>
      change(id, { action: "save", path: lessonFile, text, seen }, { who });
    const both = await Promise.all([save("un", 1), save("deux", 1)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await refused(save("trois", null))).toContain("409 file_changed");
    expect(
      await refused(change(id, { action: "remove", path: lessonFile, seen: 1 }, { who })),
    ).toContain("file_changed");
    const [file] = (await filesOf(id, who)).filter(({ path }) => path === lessonFile);
    expect(file).toMatchObject({ revision: 2 });
    expect(["un", "deux"]).toContain(file?.text);
  });

  it("is nobody else's: neither a learner, another trainer nor a guest sees or changes it", async () => {
    const who = await member("trainer");
    const id = await begin(who);
    const path = "exercises/mes-volumes/solution.sh";
    const save = { action: "save", path, text: "x", seen: 1 };
    for (const other of [await guest(), await member("learner"), await member("trainer")]) {
      const how = { who: other };
      const read: Sent = { who: other, method: "GET" };
      const all = await Promise.all([
        refused(getFiles(sent("/", null, read), at(id))),
        refused(getZip(sent("/", null, read), at(id))),
        refused(getProof(sent("/", null, read), at(id))),
        refused(change(id, save, how)),
        refused(change(id, { action: "removeExercise", slug: "mes-volumes" }, how)),
        refused(act(id, { action: "delete" }, how)),
        refused(act(id, { action: "publish", hash: "0".repeat(64) }, how)),
        refused(postProof(sent("/", {}, how), at(id))),
        refused(endProof(sent("/", {}, { ...how, method: "DELETE" }), at(id))),
        // the draft as an exercise, and its questions
        refused(
          getExercise(sent("/", null, read), {
            params: Promise.resolve({ chapter: "lecons", lesson: id, exercise: "mes-volumes" }),
          }),
        ),
        refused(
          postAnswers(sent("/", { quiz: `lecons/${id}/prevision-00000000`, answers: [[0]] }, how)),
        ),
      ]);
      for (const one of all) expect(one).toContain("404 not_found");
    }
    const none = await getFiles(sent("/", null, { method: "GET" }), at(id));
    expect(none.status).toBe(401);
    expect((await filesOf(id, who)).find((file) => file.path === path)?.revision).toBe(1);
    // an identifier that is none
    for (const odd of ["../x", "a".repeat(10_000), "%00", "' OR 1=1"])
      expect(await refused(getFiles(sent("/", null, { who, method: "GET" }), at(odd)))).toContain(
        "404",
      );
  });

  it("is made by trainers alone, and changed by nobody who is one no more", async () => {
    for (const who of [await guest(), await member("learner")]) {
      expect(await refused(newLesson(sent("/api/authoring", { title: "x" }, { who })))).toContain(
        "403",
      );
      expect(await refused(bring(zipSync({}), { who }))).toContain("403");
    }
    const who = await member("trainer");
    const id = await begin(who);
    await (await database()).user.update({ where: { id: who.id }, data: { role: "learner" } });
    const save = { action: "save", path: lessonFile, text: "x", seen: 1 };
    expect(await refused(change(id, save, { who }))).toContain("403");
    expect(await refused(postProof(sent("/", {}, { who }), at(id)))).toContain("403");
    // what they wrote they take away, or delete
    expect((await getZip(sent("/", null, { who, method: "GET" }), at(id))).status).toBe(200);
    expect((await act(id, { action: "delete" }, { who })).status).toBe(200);
  });

  it("is changed from our own pages alone", async () => {
    const who = await member("trainer");
    const id = await begin(who);
    const json = { "content-type": "application/json" };
    const foreign = [
      { ...json, origin: "https://evil.example" },
      { ...json, origin, "sec-fetch-site": "cross-site" },
      json,
    ];
    for (const headers of foreign) {
      const how = { who, headers };
      expect(await refused(newLesson(sent("/", { title: "x" }, how)))).toContain("403 forbidden");
      expect(await refused(act(id, { action: "delete" }, how))).toContain("403 forbidden");
      expect(await refused(postProof(sent("/", {}, how), at(id)))).toContain("403 forbidden");
      expect(await refused(change(id, { action: "addExercise", slug: "x" }, how))).toContain(
        "403 forbidden",
      );
    }
    // what a form can send without asking
    const form = { origin, "sec-fetch-site": "same-origin", "content-type": "text/plain" };
    expect(await refused(act(id, { action: "delete" }, { who, headers: form }))).toContain("400");
    expect(await refused(bring(zipSync({}), { who, headers: form }))).toContain("400");
  });

  it("stays within its bounds, and within its folder", async () => {
    const who = await member("trainer");
    const id = await begin(who);
    const save = (path: string, text = "x") =>
      refused(change(id, { action: "save", path, text, seen: null }, { who }));
    for (const path of [
      ...["../x", "/etc/passwd", "exercises/../lesson.mdx", "exercises/a/starter/../../b/check.sh"],
      ...["exercises/a/starter/.", "exercises/a/x.js", "index.html", "exercises/A/check.sh", ""],
      ...["exercises/a/starter/a\\b", "exercises/a/starter/a\u0000", "__proto__", "lesson.mdx/x"],
    ])
      expect(await save(path)).toContain("400");
    const starter = "exercises/mes-volumes/starter";
    expect(await save(`${starter}/a`, "x".repeat(authoringLimits.fileBytes + 1))).toContain("413");
    expect(await save(`${starter}/a`, "x".repeat(3 * authoringLimits.fileBytes))).toContain("400");
    expect(await save(`${starter}/a`, "un\u0000deux")).toContain("400");
    for (let n = 0; n < 7; n++) {
      const text = "x".repeat(authoringLimits.fileBytes);
      const action = { action: "save", path: `${starter}/${n}`, text, seen: null };
      expect((await change(id, action, { who })).status).toBe(200);
    }
    expect(await save(`${starter}/7`, "x".repeat(authoringLimits.fileBytes))).toContain("413");
    // what was refused is not there
    expect((await filesOf(id, who)).some(({ path }) => path.endsWith("/7"))).toBe(false);
  });

  it("changed by an admin is noted in the journal", async () => {
    const who = await member("trainer");
    const admin = await member("admin");
    const id = await begin(who);
    expect((await act(id, { action: "delete" }, { who: admin })).status).toBe(200);
    const entries = await (await database()).auditEntry.findMany();
    expect(entries).toMatchObject([{ action: "content.delete", subject: "Mes volumes" }]);
  });
});

describe("a publication", () => {
  it("needs the proof of the very files that are published", async () => {
    const who = await member("trainer");
    const id = await begin(who);
    const publish = (hash: string) => act(id, { action: "publish", hash }, { who });
    const draft = hashOf(asFiles(await filesOf(id, who)));
    expect(await refused(publish(draft))).toContain("pas prouvée");
    const { hash, proof, backend } = await proved(id, who);
    expect(proof?.status).toBe("passed");
    expect(proof?.report.exercises[0]?.steps[0]?.checks).toMatchObject([
      { before: "failed", after: "passed" },
    ]);
    // in a workspace that is nobody's, and that is gone
    expect(backend.opened).toEqual([proofOwner(who.id)]);
    expect(backend.open.size).toBe(0);
    // one character later it is another lesson
    const path = "exercises/mes-volumes/solution.sh";
    await change(id, { action: "save", path, text: "# étape : lancer\ntrue\n", seen: 1 }, { who });
    expect(await refused(publish(hash))).toContain("a changé");
    const changed = hashOf(asFiles(await filesOf(id, who)));
    expect(await refused(publish(changed))).toContain("pas prouvée");
    // a hash that nothing has
    expect(await refused(publish("0".repeat(64)))).toContain("a changé");
    expect(await (await database()).authoredVersion.count()).toBe(0);
    await proved(id, who);
    expect(await (await publish(changed)).json()).toEqual({ number: 1 });
    // the same once more is the same version
    expect(await (await publish(changed)).json()).toEqual({ number: 1 });
  });

  it("is refused after a proof that failed, and for a lesson with errors", async () => {
    const who = await member("trainer");
    const id = await begin(who);
    const { hash, proof } = await proved(id, who, false);
    expect(proof?.status).toBe("failed");
    expect(proof?.report.exercises[0]?.message).toContain("code 3");
    expect(await refused(act(id, { action: "publish", hash }, { who }))).toContain("pas prouvée");
    await change(id, { action: "save", path: lessonFile, text: "<script>", seen: 1 }, { who });
    const wrong = hashOf(asFiles(await filesOf(id, who)));
    expect(await refused(act(id, { action: "publish", hash: wrong }, { who }))).toContain(
      "erreurs",
    );
    expect(await refused(postProof(sent("/", {}, { who }), at(id)))).toContain("erreurs");
  });

  it("of one author is proved one at a time", async () => {
    const who = await member("trainer");
    const [one, two] = [await begin(who, "un"), await begin(who, "deux")];
    const db = await database();
    await db.authoredProof.create({
      data: {
        ...{ lessonId: one, hash: "x", status: "running", runningBy: who.id },
        ...{ report: { exercises: [], trouble: null }, startedAt: new Date(), seenAt: new Date() },
      },
    });
    expect(await refused(postProof(sent("/", {}, { who }), at(two)))).toContain("409 in_use");
    // one that was stopped goes on until its workspace is gone
    const stopped = await endProof(sent("/", {}, { who, method: "DELETE" }), at(one));
    expect(await stopped.json()).toMatchObject({ proof: { status: "stopped" } });
    expect(await refused(postProof(sent("/", {}, { who }), at(two)))).toContain("409 in_use");
    // one whose web has died keeps nobody waiting
    await db.authoredProof.update({ where: { lessonId: one }, data: { seenAt: new Date(0) } });
    expect((await proved(two, who)).proof?.status).toBe("passed");
  });
});

describe("a published version", () => {
  const exercise = (id: string, number: number, who?: Someone) =>
    getExercise(sent("/", null, { who, method: "GET" }), {
      params: Promise.resolve({
        ...{ chapter: "lecons", lesson: `${id}-${number}`, exercise: "mes-volumes" },
      }),
    });

  async function classOf(who: Someone, learner?: Someone) {
    const id = await made(newClass(sent("/api/classes", { name: "A" }, { who })));
    if (learner)
      await (await database()).classPlace.create({
        data: { classId: id, userId: learner.id, name: "Zoé", token: `t-${learner.id}` },
      });
    return id;
  }

  const give = (classId: string, items: object[], who: Someone, opensAt: string | null = null) =>
    newAssignment(
      sent(
        `/api/classes/${classId}/assignments`,
        {
          ...{ title: "Devoir", instructions: "", opensAt, dueAt: null, ordered: false, weight: 1 },
          ...{ hintsAllowed: true, solutionsAllowed: true, items },
        },
        { who },
      ),
      at(classId),
    );

  it("is read by its author, and by the classes that it is given to, for as long as they are", async () => {
    const who = await member("trainer");
    const [learner, other] = [await guest(), await member("learner")];
    const id = await published(who);
    const target = `lecons/${id}-1`;
    const classId = await classOf(who, learner);
    expect((await exercise(id, 1, who)).status).toBe(200);
    for (const one of [learner, other, await member("trainer")])
      expect(await refused(exercise(id, 1, one))).toContain("404 not_found");
    expect(await refused(exercise(id, 1))).toContain("401");
    const items = [{ kind: "exercise", target: `${target}/mes-volumes` }];
    // not yet: it opens in 2090
    expect((await give(classId, items, who, "2090-01-01T10:00")).status).toBe(200);
    expect(await refused(exercise(id, 1, learner))).toContain("404");
    expect((await give(classId, items, who)).status).toBe(200);
    const view = exerciseViewSchema.parse(await (await exercise(id, 1, learner)).json());
    expect(view.id).toBe(`${target}/mes-volumes`);
    expect(await refused(exercise(id, 1, other))).toContain("404");
    expect(await refused(exercise(id, 2, learner))).toContain("404");
    // the draft goes on without them, and may even go
    expect((await act(id, { action: "withdraw", number: 1 }, { who })).status).toBe(200);
    expect((await act(id, { action: "delete" }, { who })).status).toBe(200);
    expect(await sweepVersions(await database())).toBe(0);
    expect((await exercise(id, 1, learner)).status).toBe(200);
    await (await database()).classroom.deleteMany();
    expect(await sweepVersions(await database())).toBe(1);
    expect(await refused(exercise(id, 1, learner))).toContain("404");
  });

  it("is given by its author alone, and not once it is withdrawn", async () => {
    const [who, other] = [await member("trainer"), await member("trainer")];
    const id = await published(who);
    const items = [{ kind: "lesson", target: `lecons/${id}-1` }];
    const foreign = await classOf(other);
    expect(await refused(give(foreign, items, other))).toContain("400");
    const own = await classOf(who);
    expect(await refused(give(own, [{ kind: "lesson", target: `lecons/${id}` }], who))).toContain(
      "400",
    );
    expect(await refused(give(own, [{ kind: "lesson", target: `lecons/${id}-2` }], who))).toContain(
      "400",
    );
    expect((await give(own, items, who)).status).toBe(200);
    await act(id, { action: "withdraw", number: 1 }, { who });
    expect(await refused(give(own, items, who))).toContain("400");
  });

  it("has folders of its own; one from before stays with those that it has, and can be given anew", async () => {
    const who = await member("trainer");
    const db = await database();
    const [one, two] = [await published(who), await published(who)];
    const folders = async (id: string, number: number) =>
      (await readVersion(db, id, number)).exercises.map(({ folder }) => folder);
    const both = [...(await folders(one, 1)), ...(await folders(two, 1))];
    expect(both).toEqual([`mes-volumes--${one}-1`, `mes-volumes--${two}-1`]);
    // the same files again are the same version, unless that is an old one
    const { hash } = await proved(two, who);
    const again = async () => (await act(two, { action: "publish", hash }, { who })).json();
    expect(await again()).toEqual({ number: 1 });
    await db.authoredVersion.updateMany({ where: { lesson: two }, data: { ownFolders: false } });
    expect(await again()).toEqual({ number: 2 });
    expect(await folders(two, 2)).toEqual([`mes-volumes--${two}-2`]);
    await db.authoredVersion.update({
      where: { lesson_number: { lesson: one, number: 1 } },
      data: { number: 3, ownFolders: false },
    });
    expect(await folders(one, 3)).toEqual(["mes-volumes"]);
  });

  it("has its questions judged here, for who may read it", async () => {
    const who = await member("trainer");
    const id = await published(who);
    const ids = z
      .array(z.object({ id: z.string() }))
      .parse(
        [...(await readVersion(await database(), id, 1)).text.questions].map(({ quiz }) => quiz),
      );
    const quiz = `lecons/${id}-1/${ids[0]?.id}`;
    const answered = await postAnswers(sent("/", { quiz, answers: [[0]] }, { who }));
    expect(await answered.json()).toMatchObject({ passed: true });
    expect(
      await refused(postAnswers(sent("/", { quiz, answers: [[0]] }, { who: await guest() }))),
    ).toContain("404");
  });
});

describe("a zip", () => {
  const lesson = strToU8("---\ntitle: Importée\n---\n");
  const zip = (files: Zippable) => zipSync({ [lessonFile]: lesson, ...files });

  it("is the lesson's folder, out and in again", async () => {
    const who = await member("trainer");
    const id = await begin(who);
    const out = await getZip(sent("/", null, { who, method: "GET" }), at(id));
    expect(out.headers.get("content-disposition")).toContain("attachment");
    const bytes = new Uint8Array(await out.arrayBuffer());
    const again = await made(bring(bytes, { who }));
    expect(asFiles(await filesOf(again, who))).toEqual(asFiles(await filesOf(id, who)));
    // as one zips a folder by hand
    const within = zipSync({
      "ma-lecon/": {},
      "ma-lecon/lesson.mdx": lesson,
      "__MACOSX/x": lesson,
    });
    expect(Object.keys(filesOfZip(within))).toEqual([lessonFile]);
  });

  const link = 0o120777 * 65_536;
  const bomb = zip({ "exercises/a/starter/zero": new Uint8Array(40 * 1024 * 1024) });
  /** says that its file is small */
  const liar = Buffer.from(bomb);
  for (const header of ["PK\x01\x02", "PK\x03\x04"]) {
    const name = liar.lastIndexOf(
      "exercises/a/starter/zero",
      header === "PK\x01\x02" ? undefined : liar.indexOf("PK\x01\x02"),
    );
    const start = liar.lastIndexOf(header, name, "latin1");
    liar.writeUInt32LE(1_000, start + (header === "PK\x01\x02" ? 24 : 22));
  }
  const broken = Buffer.from(zip({}));
  broken.writeUInt32LE(0xffffff, broken.indexOf("PK\x01\x02", 0, "latin1") + 42);

  it.each<[string, Uint8Array, RegExp]>([
    ["no zip", strToU8("bonjour"), /zip/],
    ["empty", new Uint8Array(), /zip/],
    ["of nothing", zipSync({}), /lesson\.mdx/],
    ["cut short", zip({}).subarray(0, 60), /zip/],
    ["with offsets that lead outside", broken, /abîmée/],
    ["that climbs out", zip({ "../../../etc/cron.d/x": lesson }), /sort du dossier/],
    [
      "that climbs out within",
      zip({ "exercises/a/starter/../../../x": lesson }),
      /sort du dossier/,
    ],
    ["with an absolute path", zip({ "/etc/passwd": lesson }), /sort du dossier/],
    ["with a path of Windows", zip({ "exercises\\a\\check.sh": lesson }), /sort du dossier/],
    [
      "with a symbolic link",
      zip({ "exercises/a/check.sh": [lesson, { os: 3, attrs: link }] }),
      /lien symbolique/,
    ],
    [
      "with a device",
      zip({ "exercises/a/check.sh": [lesson, { os: 3, attrs: 0o020666 * 65_536 }] }),
      /ordinaire/,
    ],
    ["with what has no place there", zip({ "index.html": lesson }), /pas sa place/],
    [
      "with bytes that are no text",
      zip({ "exercises/a/starter/x": new Uint8Array([255, 0]) }),
      /UTF-8/,
    ],
    [
      "of too many files",
      zip(
        Object.fromEntries(
          Array.from({ length: 400 }, (_, n) => [`exercises/a/starter/${n}`, lesson]),
        ),
      ),
      /trop de fichiers/,
    ],
    ["that grows", bomb, /trop long/],
    ["that grows and says that it does not", liar, /abîmée/],
  ])("is refused as a whole: %s", async (_what, bytes, why) => {
    const who = await member("trainer");
    const begun = process.cpuUsage();
    // a larger one is refused before it is read (server/requests.ts)
    expect(await refused(bring(bytes, { who }))).toMatch(why);
    // of the processor, whatever else the machine does, µs
    expect(process.cpuUsage(begun).user).toBeLessThan(3_000_000);
    expect(await (await database()).authoredLesson.count()).toBe(0);
  });

  it("of more than half a mebibyte is not read", async () => {
    const who = await member("trainer");
    const large = new Uint8Array(authoringLimits.zipBytes + 1);
    expect(await refused(bring(large, { who }))).toContain("trop longue");
  });
});
