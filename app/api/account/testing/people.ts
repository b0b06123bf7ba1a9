/** People of the tests, and what they do through the real handlers. */
import { expect } from "vitest";
import { type AccountView, accountViewSchema } from "@/lib/protocol/account";
import { POST as postProgress } from "../../progress/route";
import { GET as getAccount } from "../route";
import { POST as postSignIn } from "../sign-in/route";
import { POST as postSignUp } from "../sign-up/route";
import type { Browser } from "./browser";

export const ada = {
  name: "Ada Lovelace",
  email: "ada@example.org",
  password: "trois navires au port",
};
export const bob = { name: "Bob", email: "bob@example.org", password: "douze goélands muets" };

export const signUp = (browser: Browser, person: object) =>
  browser.send(postSignUp, "/api/account/sign-up", { body: person });

export const signIn = (browser: Browser, email: string, password: string) =>
  browser.send(postSignIn, "/api/account/sign-in", { body: { email, password } });

/** Has an account, and is signed in to it. */
export async function member(browser: Browser, person = ada): Promise<Browser> {
  expect((await signUp(browser, person)).status).toBe(204);
  return browser;
}

/** Completes a lesson, which makes a guest of a newcomer. */
export async function learn(browser: Browser, lesson: string): Promise<void> {
  const body = { event: "completed", lesson };
  expect((await browser.send(postProgress, "/api/progress", { body })).status).toBe(200);
}

export async function account(browser: Browser): Promise<AccountView> {
  const answer = await browser.send(getAccount, "/api/account", { method: "GET" });
  return accountViewSchema.parse(await answer.json());
}
