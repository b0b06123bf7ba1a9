/** The secrets that let learners in. */
import { randomBytes, randomInt } from "node:crypto";
import { codeAlphabet, codeLength } from "@/lib/protocol/classroom";

/** A code that nobody guesses, without its hyphen. */
export const drawCode = (): string =>
  Array.from({ length: codeLength }, () => codeAlphabet[randomInt(codeAlphabet.length)]).join("");

/** Of a personal link: 128 bits, 22 characters. */
export const drawToken = (): string => randomBytes(16).toString("base64url");
