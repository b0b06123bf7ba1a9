/** The values that clients send for what was not asked: accepted, and dropped. */
import { z } from "zod";

/** null, false, 0, "", [] and {}. */
export function isZero(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (value === false || value === 0 || value === "") return true;
  return typeof value === "object" && Object.keys(value).length === 0;
}

/** The same, or an object of nothing but zero values: a structure that Go writes out in full. */
export function isZeroStructure(value: unknown): boolean {
  if (isZero(value)) return true;
  return (
    typeof value === "object" && !Array.isArray(value) && Object.values(value ?? {}).every(isZero)
  );
}

/** Only its zero value; otherwise refused with the words of refused-fields.ts. */
export const zeroOnly = only();

/** Zero, or one of the values that mean the default. */
export function only(...defaults: readonly unknown[]) {
  return z
    .unknown()
    .refine((value) => isZero(value) || defaults.includes(value), { error: "refused" })
    .transform(() => undefined)
    .optional();
}

/** `null` is how Go writes an absent list or map. */
export const orAbsent = <T extends z.ZodType>(schema: T) =>
  schema.nullish().transform((value) => value ?? undefined);

/** Refused even when empty: an empty list says more than none. */
export const absentOnly = z
  .unknown()
  .refine((value) => value === undefined || value === null, { error: "refused" })
  .transform(() => undefined)
  .optional();
