/** Attestations through the real handlers and the page's own function, as a stranger tries them. */
import { beforeEach, expect, it, vi } from "vitest";
import { confirmAttestation } from "@/lib/attestations/confirm";
import { database } from "@/lib/db/client";
import { clientAddressHeader } from "@/lib/http/client-address";
import { codeAlphabet } from "@/lib/protocol/attestation";
import { forget } from "@/lib/runtime/once";
import { GET as readPdf } from "./attestations/[code]/pdf/route";
import { POST as giveAttestation } from "./attestations/route";
import { fromElsewhere, fromPage, get, sendJson, useTestSite } from "./testing";

vi.setConfig({ testTimeout: 20_000 });

const site = useTestSite();
const code = "ABCDEFGH23456789JKMN";
const content = {
  ...{ kind: "chapter", seconds: 0, minutes: 10 },
  chapters: [{ number: 1, title: "Un", lessons: 1, exercises: [], quizzes: 0 }],
};
const from = (address: string) => new Headers({ [clientAddressHeader]: address });
const pdf = (wanted: string, cookie?: string) =>
  readPdf(get("/api/attestations/x/pdf", cookie ? { cookie } : {}), {
    params: Promise.resolve({ code: wanted }),
  });

beforeEach(async () => {
  forget("confirmationsPerAddress");
  await (await database()).attestation.deleteMany();
});

async function attested() {
  const ada = await site.guest();
  const db = await database();
  await db.attestation.create({
    data: { code, userId: ada.owner, scope: "un", name: "Ada", issuedAt: new Date(), content },
  });
  return ada;
}

it("tells whoever has the code what the paper says, and nothing of the account", async () => {
  const ada = await attested();
  const shown = await confirmAttestation(from("192.0.2.1"), code.toLowerCase());
  expect(shown).toMatchObject({ name: "Ada", content });
  expect(JSON.stringify(shown)).not.toContain(ada.owner);
});

it.each([
  ["no code", "x"],
  ["one that nobody has", code.replace("A", "B")],
  ["the beginning of one", code.slice(0, 19)],
  ["a pattern", "%".repeat(20)],
  ["a path", "../../../etc/passwd0"],
  ["without end", code.repeat(1_000)],
])("knows nothing of %s", async (_, written) => {
  await attested();
  expect(await confirmAttestation(from("192.0.2.1"), written)).toBeNull();
});

it("lets nobody go through the codes, and holds up nobody else for it", async () => {
  const guess = (n: number, address: string) =>
    confirmAttestation(from(address), `${codeAlphabet[n % 30]}`.repeat(20));
  for (let n = 0; n < 60; n++) await guess(n, "192.0.2.1");
  await expect(guess(0, "192.0.2.1")).rejects.toMatchObject({ code: "too_many_requests" });
  await expect(guess(0, "192.0.2.2")).resolves.toBeNull();
});

it("gives the paper to its owner alone", async () => {
  const [ada, bob] = [await attested(), await site.guest()];
  const paper = await pdf(code, ada.cookie);
  expect(paper.headers.get("content-type")).toBe("application/pdf");
  expect(
    Buffer.from(await paper.arrayBuffer())
      .subarray(0, 5)
      .toString(),
  ).toBe("%PDF-");
  const [of, none] = [await pdf(code, bob.cookie), await pdf("x", bob.cookie)];
  expect([of.status, none.status]).toEqual([404, 404]);
  expect(await of.text()).toBe(await none.text());
  expect((await pdf(code)).status).toBe(401);
});

it("attests nothing that was not done, whatever is sent", async () => {
  const { cookie } = await site.guest();
  const ask = (body: unknown, headers: Record<string, string>) =>
    giveAttestation(sendJson("POST", "/api/attestations", body, headers));
  const wanted = { scope: "la-securite", name: "Ada" };
  const own = { ...fromPage, cookie };
  expect((await ask(wanted, own)).status).toBe(403);
  expect((await ask({ ...wanted, content }, own)).status).toBe(400);
  expect((await ask({ ...wanted, scope: "../x" }, own)).status).toBe(400);
  expect((await ask(wanted, fromPage)).status).toBe(401);
  for (const headers of fromElsewhere)
    expect((await ask(wanted, { ...headers, cookie })).status).toBe(403);
  expect(await (await database()).attestation.count()).toBe(0);
});
