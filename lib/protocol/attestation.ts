/** What a page says and is told of an attestation. */
import { z } from "zod";

/** of the whole course, where another would be a chapter's slug */
export const courseScope = "parcours";

/** No letter or digit that is mistaken for another: neither 0, 1, I, L, O nor U. */
export const codeAlphabet = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
export const codeLength = 20;

/** As it is printed: `ABCDE-…`, in groups of five. */
export const printedCode = (code: string): string => code.match(/.{5}/g)?.join("-") ?? code;

/** However it was copied: in lower case, with or without dashes. */
export const codeSchema = z
  .string()
  .max(40)
  .transform((text) => text.replace(/[\s-]/g, "").toUpperCase())
  .pipe(z.string().regex(new RegExp(`^[${codeAlphabet}]{${codeLength}}$`)));

/** The name that is attested, as one writes it. */
export const attestedNameSchema = z
  .string()
  .max(200)
  .transform((text) => text.normalize("NFC").replace(/'/g, "’").replace(/\s+/g, " ").trim())
  .pipe(
    z
      .string()
      .min(2)
      .max(60)
      .regex(/^\p{Script=Latin}[\p{Script=Latin}’. -]*$/u),
  );

export const attestationRequestSchema = z.strictObject({
  scope: z.string().regex(/^[a-z0-9-]{1,80}$/),
  name: z.string().max(200),
});

export const attestationAnswerSchema = z.object({ code: z.string(), name: z.string() });
export type AttestationAnswer = z.infer<typeof attestationAnswerSchema>;
