/** Shapes that create and exec share. Sizes bound what a learner can make the engine store. */
import { z } from "zod";
import { isReservedLabel } from "../labels";
import { messages } from "../messages";

/** Text without NUL; newlines are fine in arguments and environment. */
export const text = (max: number) =>
  z
    .string()
    .max(max)
    .regex(/^[^\0]*$/);

/** One line of printable text. */
export const line = (max: number) =>
  z
    .string()
    .max(max)
    .regex(/^[^\p{Cc}]*$/u);

export const words = z.array(text(128 * 1024)).max(4096);
/** The API takes one word for a list of one. */
export const command = z.union([words, text(128 * 1024).transform((word) => [word])]);
export const environment = z.array(text(128 * 1024)).max(1024);
/** `user`, `uid:gid`, `user:group` */
export const user = z.string().regex(/^[A-Za-z0-9_.$-]{0,64}(:[A-Za-z0-9_.$-]{0,64})?$/);
export const signalName = z.string().regex(/^[A-Za-z0-9+-]{0,16}$/);
export const detachKeys = z.string().regex(/^[A-Za-z0-9,@^[\]\\_-]{0,64}$/);
export const hostname = z.string().regex(/^[A-Za-z0-9._-]{0,63}$/);

/** Labels outside the `escale.` namespace. */
export const labels = z
  .record(line(256), text(4096))
  .refine((map) => !Object.keys(map).some(isReservedLabel), { error: messages.reservedLabel })
  .refine((map) => Object.keys(map).length <= 128);
