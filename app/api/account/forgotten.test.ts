/** A password that was forgotten, with a real mail server at the other end. */
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { forget } from "@/lib/runtime/once";
import { POST as postForgotten } from "./password/forgotten/route";
import { POST as postReset } from "./password/reset/route";
import { POST as postPassword } from "./password/route";
import { Browser, errorOf } from "./testing/browser";
import { MailServer, textOf } from "./testing/mail-server";
import { ada, member, signIn } from "./testing/people";
import { testSite } from "./testing/site";

vi.setConfig({ testTimeout: 60_000 });

testSite();
const mail = new MailServer();
let url: string;

beforeAll(async () => {
  url = await mail.start();
});
afterAll(() => mail.stop());
beforeEach(() => {
  process.env.ESCALE_SMTP_URL = url;
  for (const name of ["runtime", "mail", "forgottenPerAddress", "lettersPerAccount"] as const) {
    forget(name);
  }
  mail.received.length = 0;
});

const ask = (email: string, browser = new Browser()) =>
  browser.send(postForgotten, "/api/account/password/forgotten", { body: { email } });
const tokenIn = (text: string) => /mot-de-passe#([\w-]{43})/.exec(text)?.[1] ?? "";
const letter = () =>
  vi.waitFor(() => {
    const [first] = mail.received;
    if (first === undefined) throw new Error("no letter yet");
    return first;
  }, 10_000);

describe("a letter", () => {
  it("brings a link that opens the account again", async () => {
    await member(new Browser());
    expect((await ask("Ada@Example.org ")).status).toBe(204);
    const received = await letter();
    expect(received.to).toEqual([ada.email]);
    const text = textOf(received);
    expect(text).toContain("http://localhost:3000/mot-de-passe#");
    const body = { token: tokenIn(text), password: "une ancre rouillée" };
    const reset = await new Browser().send(postReset, "/api/account/password/reset", { body });
    expect(reset.status).toBe(204);
    const told = await vi.waitFor(() => {
      const [, second] = mail.received;
      if (second === undefined) throw new Error("no second letter yet");
      return second;
    }, 10_000);
    expect(told.to).toEqual([ada.email]);
    expect(textOf(told)).toContain("vient de changer");
    // it opens nothing: whoever reads it has no way in
    expect(tokenIn(textOf(told))).toBe("");
    expect((await signIn(new Browser(), ada.email, body.password)).status).toBe(204);
  });

  it("tells of a password that was changed on the page of the account, and of none that was refused", async () => {
    const browser = await member(new Browser());
    const change = (current: string) =>
      browser.send(postPassword, "/api/account/password", {
        body: { current, next: "une ancre rouillée" },
      });
    expect((await change("pas le bon du tout")).status).toBe(400);
    expect(mail.received).toEqual([]);
    expect((await change(ada.password)).status).toBeLessThan(300);
    expect(textOf(await letter())).toContain("/mot-de-passe");
    expect(mail.received).toHaveLength(1);
  });

  it("goes to nobody without an account, which the answer does not tell", async () => {
    const answer = await ask("nobody@example.org");
    expect(answer.status).toBe(204);
    await member(new Browser());
    await ask(ada.email);
    await letter();
    expect(mail.received.map(({ to }) => to)).toEqual([[ada.email]]);
  });

  it.each([
    "ada@example.org\r\nBcc: eve@example.org",
    "ada@example.org,eve@example.org",
    "<ada@example.org> eve@example.org",
    '"\r\nBcc: eve@example.org\r\n"@example.org',
    "ada@example.org\n.\nMAIL FROM:<x@y>",
  ])("has no header of an attacker's: %j", async (email) => {
    await member(new Browser());
    expect((await ask(email)).status).toBe(400);
    await ask(ada.email);
    expect((await letter()).data).not.toMatch(/eve@/);
    expect(mail.received).toHaveLength(1);
  });

  it("says nothing that somebody chose as their name", async () => {
    const name = "Gagnez 1000 € sur evil.example";
    await member(new Browser(), { ...ada, name });
    await ask(ada.email);
    expect(textOf(await letter())).not.toContain("evil.example");
  });

  it("does not fill a mailbox, however many ask from wherever", async () => {
    await member(new Browser());
    for (let n = 0; n < 10; n++) expect((await ask(ada.email)).status).toBe(204);
    await vi.waitFor(() => expect(mail.received).toHaveLength(3), 10_000);
    const flood = new Browser();
    const statuses: number[] = [];
    for (let n = 0; n < 32; n++) statuses.push((await ask(`x${n}@example.org`, flood)).status);
    expect(statuses.at(-1)).toBe(429);
    expect(mail.received).toHaveLength(3);
  });
});

it("without a mail server, says whom to ask", async () => {
  delete process.env.ESCALE_SMTP_URL;
  forget("runtime");
  const answer = await ask(ada.email);
  expect(answer.status).toBe(400);
  expect((await errorOf(answer)).message).toMatch(/personne qui le gère/);
});
