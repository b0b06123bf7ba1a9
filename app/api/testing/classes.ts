/** Trainers, learners and their classes, for tests of route handlers. */
import { auth } from "@/lib/auth/auth";
import { createGuest } from "@/lib/auth/session";
import { actOnClass } from "@/lib/classroom/act";
import { saveAssignment } from "@/lib/classroom/assignments";
import { createClass } from "@/lib/classroom/classes";
import { database } from "@/lib/db/client";
import type { Role } from "@/lib/protocol/account";
import type { AssignmentDraft, ClassAction } from "@/lib/protocol/classroom";

export const origin = "http://localhost:3000";
/** of the course */
export const lesson = "les-conteneurs/qu-est-ce-qu-un-conteneur";
export const exercise = "la-terminologie-docker/du-modele-a-l-instance/la-vie-d-un-conteneur";

export interface Someone {
  id: string;
  name: string;
  cookie: string;
  role: Role;
  guest: boolean;
}

export async function guest(): Promise<Someone> {
  const { owner, setCookies } = await createGuest(new Headers({ host: "localhost:3000" }), auth);
  const cookie = setCookies.map((each) => each.split(";")[0]).join("; ");
  return { id: owner, name: "Invité", cookie, role: "learner", guest: true };
}

/** Their address is their identifier in small letters, at example.org. */
export async function member(name: string, role: Role): Promise<Someone> {
  const one = await guest();
  await (await database()).user.update({
    where: { id: one.id },
    data: { name, role, isAnonymous: false, email: emailOf(one) },
  });
  return { ...one, name, role, guest: false };
}
export const emailOf = ({ id }: Someone) => `${id.toLowerCase()}@example.org`;
export const trainer = (name = "Ada") => member(name, "trainer");

export const classOf = async (who: Someone, name = "Groupe B") =>
  createClass(await database(), who, { name, timeZone: "Europe/Paris" });

export const act = async (who: Someone, classId: string, action: ClassAction) =>
  actOnClass(await database(), who, classId, action);

/** Takes a place in it; its identifier. */
export async function sit(who: Someone, classId: string, name: string): Promise<string> {
  const db = await database();
  const place = await db.classPlace.create({
    data: {
      ...{ classId, userId: who.id, name, joinedAt: new Date() },
      token: who.id.padEnd(22, "x").slice(0, 22),
    },
    select: { id: true },
  });
  return place.id;
}

export const draft: AssignmentDraft = {
  ...{ title: "Séance 1", instructions: "", opensAt: null, dueAt: null, ordered: false },
  ...{ hintsAllowed: true, solutionsAllowed: true, weight: 1 },
  items: [
    { kind: "lesson", target: lesson },
    { kind: "exercise", target: exercise },
  ],
};

export const assign = async (
  who: Someone,
  classId: string,
  change: Partial<AssignmentDraft> = {},
) => saveAssignment(await database(), who, { classId, id: null }, { ...draft, ...change });

export interface Sent {
  who?: Someone | undefined;
  method?: string;
  body?: unknown;
  /** in place of those of a page of ours */
  headers?: Record<string, string>;
}

/** As a page of ours sends it, or as nobody's page would. */
export function request(path: string, { who, method = "GET", body, headers }: Sent = {}): Request {
  const usual: Record<string, string> =
    method === "GET"
      ? {}
      : { origin, "sec-fetch-site": "same-origin", "content-type": "application/json" };
  return new Request(`${origin}${path}`, {
    method,
    headers: {
      host: "localhost:3000",
      ...(who ? { cookie: who.cookie } : {}),
      ...(headers ?? usual),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}
