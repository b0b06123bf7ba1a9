/** What is done to classes stands in the operator's journal, with what it did or not at all. */
import { beforeEach, expect, it, vi } from "vitest";
import { removeAssignment, saveAssignment } from "@/lib/classroom/assignments";
import { database } from "@/lib/db/client";
import { testSiteData } from "@/lib/db/testing";
import { readJournal } from "@/lib/operator/journal";
import { ownerSchema } from "@/lib/protocol/ids";
import { forget } from "@/lib/runtime/once";
import { GET as getReport } from "./classes/[id]/reports/[place]/route";
import { GET as getResults } from "./classes/[id]/results/[format]/route";
import {
  act,
  assign,
  classOf,
  draft,
  emailOf,
  guest,
  member,
  request,
  type Someone,
  sit,
  trainer,
} from "./testing/classes";

vi.setConfig({ testTimeout: 60_000 });
vi.stubEnv("NODE_ENV", "production");
testSiteData({ ESCALE_GUESTS_PER_HOUR: "100000" }, 120_000);
beforeEach(async () => {
  forget("resultFiles");
  const db = await database();
  await db.auditEntry.deleteMany();
  await db.classroom.deleteMany();
});

/** As an admin reads it, oldest first. */
async function journal() {
  const admin = await member("Root", "admin");
  const reader = { ...admin, id: ownerSchema.parse(admin.id), email: null, session: "" };
  const { entries } = await readJournal(await database(), reader);
  return entries
    .toReversed()
    .map(({ actor, action, subject, detail }) => [
      ...[actor, action, subject],
      ...(detail === "" ? [] : [detail]),
    ]);
}
const exported = (id: string, format: string, who: Someone) =>
  getResults(request("/api/x", { who }), { params: Promise.resolve({ id, format }) });

it("tells of a class's making, its trainers, its list, its places and its end", async () => {
  const [ada, grace, bob] = [await trainer("Ada"), await trainer("Grace"), await guest()];
  const id = await classOf(ada);
  await act(ada, id, { action: "addTrainer", email: emailOf(grace) });
  await act(ada, id, { action: "addTrainer", email: emailOf(grace) });
  await act(ada, id, { action: "removeTrainer", user: grace.id });
  await act(ada, id, { action: "removeTrainer", user: grace.id });
  await act(ada, id, { action: "import", list: "Zoé Roy\nEve Lis" });
  await act(ada, id, { action: "import", list: "Zoé Roy" });
  const place = await sit(bob, id, "Bob");
  await act(ada, id, { action: "freePlace", place });
  await act(ada, id, { action: "removePlace", place });
  await act(ada, id, { action: "archive" });
  await act(ada, id, { action: "archive" });
  await act(ada, id, { action: "reopen" });
  await act(ada, id, { action: "duplicate", name: "Groupe C", start: null });
  expect(await journal()).toEqual([
    ["Ada", "Classe créée", "classe Groupe B"],
    ["Ada", "Formateur ajouté", `Grace (${emailOf(grace)}), classe Groupe B`],
    ["Ada", "Formateur retiré", "Grace, classe Groupe B"],
    ["Ada", "Liste importée", "classe Groupe B", "2\u00a0places ajoutées"],
    ["Ada", "Place libérée", "Bob, classe Groupe B"],
    ["Ada", "Place retirée", "Bob, classe Groupe B"],
    ["Ada", "Classe archivée", "classe Groupe B"],
    ["Ada", "Classe rouverte", "classe Groupe B"],
    ["Ada", "Classe créée", "classe Groupe C", "copie de Groupe B"],
  ]);
});

it("tells of assignments changed and removed, and of results that leave the site", async () => {
  const [ada, bob] = [await trainer("Ada"), await guest()];
  const id = await classOf(ada);
  const place = await sit(bob, id, "Bob");
  const assignment = await assign(ada, id);
  const db = await database();
  const where = { classId: id, id: assignment };
  await saveAssignment(db, ada, where, { ...draft, title: "Séance 2" });
  for (const format of ["csv", "xlsx", "html"]) await exported(id, format, ada);
  const report = { params: Promise.resolve({ id, place }) };
  await getReport(request("/api/x", { who: ada }), report);
  // one's own is nobody else's affair
  expect((await getReport(request("/api/x", { who: bob }), report)).status).toBe(200);
  await removeAssignment(db, ada, where);
  expect((await journal()).slice(1)).toEqual([
    ["Ada", "Devoir modifié", "Séance 2, classe Groupe B"],
    ["Ada", "Résultats exportés", "classe Groupe B", "CSV"],
    ["Ada", "Résultats exportés", "classe Groupe B", "Excel"],
    ["Ada", "Résultats exportés", "Bob, classe Groupe B", "bilan PDF"],
    ["Ada", "Devoir supprimé", "Séance 2, classe Groupe B"],
  ]);
});

it("says nothing of what was refused", async () => {
  const [ada, mallory, bob] = [await trainer("Ada"), await trainer("Mallory"), await guest()];
  const id = await classOf(ada);
  const place = await sit(bob, id, "Bob");
  const assignment = await assign(ada, id);
  const db = await database();
  await db.auditEntry.deleteMany();
  const where = { classId: id, id: assignment };
  for (const who of [mallory, bob]) {
    await expect(act(who, id, { action: "archive" })).rejects.toThrow();
    await expect(act(who, id, { action: "removePlace", place })).rejects.toThrow();
    await expect(removeAssignment(db, who, where)).rejects.toThrow();
    expect((await exported(id, "csv", who)).status).toBe(404);
  }
  await expect(act(ada, id, { action: "removePlace", place: "x" })).rejects.toThrow();
  await expect(act(ada, id, { action: "removeTrainer", user: ada.id })).rejects.toThrow();
  await expect(removeAssignment(db, ada, { classId: id, id: "x" })).rejects.toThrow();
  expect(await db.auditEntry.count()).toBe(0);
});

it("a script that exports again and again is held back", async () => {
  const ada = await trainer("Ada");
  const id = await classOf(ada);
  const statuses = new Set<number>();
  for (let n = 0; n < 20; n++) statuses.add((await exported(id, "csv", ada)).status);
  expect([...statuses]).toEqual([200, 429]);
  expect((await journal()).length).toBeLessThan(15);
});
