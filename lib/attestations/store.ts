/**
 * Attestations as they are given and confirmed (docs/decisions/021): one per account and chapter, or
 * course, known by a code that nobody guesses.
 */
import { randomInt } from "node:crypto";
import { loadOutline, type Outline } from "@/lib/content/outline";
import type { Database } from "@/lib/db/client";
import { canBeWritten } from "@/lib/pdf/faces";
import { readRecords } from "@/lib/progress/records";
import { standingIn } from "@/lib/progress/standing";
import {
  type AttestationAnswer,
  attestedNameSchema,
  codeAlphabet,
  codeLength,
} from "@/lib/protocol/attestation";
import { EscaleError } from "@/lib/protocol/errors";
import type { Owner } from "@/lib/protocol/ids";
import { type AttestationContent, attestationContentSchema, contentOf } from "./content";

export interface Attestation {
  code: string;
  owner: Owner;
  scope: string;
  name: string;
  issuedAt: Date;
  content: AttestationContent;
}

const wrongName =
  "Écrivez votre nom en lettres latines (accents, traits d’union et apostrophes compris), en 60 caractères au plus.";

/** 98 bits: log2(30^20). */
const newCode = (): string =>
  Array.from({ length: codeLength }, () => codeAlphabet[randomInt(codeAlphabet.length)]).join("");

/**
 * Gives the attestation, or corrects the name on the one there is: it keeps its code, and what was
 * done is written down anew. Throws EscaleError bad_request (a name that cannot be written),
 * forbidden (not complete).
 */
export async function giveAttestation(
  db: Database,
  owner: Owner,
  { scope, name: typed }: { scope: string; name: string },
  { outline, now = new Date() }: { outline?: Outline; now?: Date } = {},
): Promise<AttestationAnswer> {
  const name = attestedNameSchema.safeParse(typed);
  if (!name.success || !(await canBeWritten(name.data)))
    throw new EscaleError("bad_request", wrongName);
  const standing = standingIn(outline ?? (await loadOutline()), await readRecords(db, owner));
  const content = contentOf(standing, scope);
  if (content === null)
    throw new EscaleError(
      "forbidden",
      "Ce chapitre n’est pas encore terminé : il reste une leçon, un exercice ou une question.",
    );
  const said = { name: name.data, content };
  const { code } = await db.attestation.upsert({
    where: { userId_scope: { userId: owner, scope } },
    create: { code: newCode(), userId: owner, scope, issuedAt: now, ...said },
    update: said,
  });
  return { code, name: name.data };
}

/** null: there is none with this code (any more). */
export async function findAttestation(db: Database, code: string): Promise<Attestation | null> {
  const found = await db.attestation.findUnique({ where: { code } });
  if (found === null) return null;
  const { userId: owner, scope, name, issuedAt } = found;
  const content = attestationContentSchema.parse(found.content);
  return { code, owner, scope, name, issuedAt, content };
}

/** By scope: the code and the name of each that this account has. */
export async function attestationsOf(
  db: Database,
  owner: Owner,
): Promise<Record<string, AttestationAnswer>> {
  const all = await db.attestation.findMany({
    where: { userId: owner },
    select: { scope: true, code: true, name: true },
    orderBy: { issuedAt: "asc" },
  });
  return Object.fromEntries(all.map(({ scope, code, name }) => [scope, { code, name }]));
}
