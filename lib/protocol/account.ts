/** Accounts as web's pages, its API and the operator's command line speak of them. */
import { z } from "zod";

/** From the least to the most that an account is allowed (lib/authorization/table.ts). */
export const roles = ["learner", "trainer", "admin"] as const;
export const roleSchema = z.enum(roles);
export type Role = z.infer<typeof roleSchema>;

/** Lower case: two spellings of an address are one account. RFC 5321 §4.5.3.1.3 bounds its length. */
export const emailSchema = z
  .string()
  .trim()
  .max(254)
  .toLowerCase()
  .pipe(z.email())
  // Reserved, for guests (RFC 2606 §2): nobody can be written to there.
  .refine((address) => !/[.@]invalid$/.test(address));

/** What others read: one line of printable text, no bidirectional controls (Unicode TR 36 §3.5). */
export const personNameSchema = z
  .string()
  .trim()
  .min(1)
  .max(80)
  .regex(/^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]*$/u);

/** One account, for an admin. */
export const userSummarySchema = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: roleSchema,
  createdAt: z.iso.datetime(),
  /** a password is set, or a school's sign-in is linked */
  canSignIn: z.boolean(),
});
export type UserSummary = z.infer<typeof userSummarySchema>;

/** What the operator's command line asks of web, and what it is told. */
export const newUserSchema = z.strictObject({
  email: emailSchema,
  name: personNameSchema,
  role: roleSchema,
});
export type NewUser = z.infer<typeof newUserSchema>;
export const roleChangeSchema = z.strictObject({ email: emailSchema, role: roleSchema });
export const addressedSchema = z.strictObject({ email: emailSchema });

export const passwordLinkSchema = z.object({ url: z.url(), expiresAt: z.iso.datetime() });
export type PasswordLink = z.infer<typeof passwordLinkSchema>;

/** As typed: what is too short is told by lib/accounts/password-rules.ts; this bounds a request. */
const typedPassword = z.string().min(1).max(1000);

export const signInSchema = z.strictObject({ email: emailSchema, password: typedPassword });
export type SignIn = z.infer<typeof signInSchema>;
export const signUpSchema = z.strictObject({ ...signInSchema.shape, name: personNameSchema });
export type SignUp = z.infer<typeof signUpSchema>;
export const nameChangeSchema = z.strictObject({ name: personNameSchema });
export const addressChangeSchema = signInSchema;
export type AddressChange = z.infer<typeof addressChangeSchema>;
export const passwordChangeSchema = z.strictObject({ current: typedPassword, next: typedPassword });
export type PasswordChange = z.infer<typeof passwordChangeSchema>;
export const passwordResetSchema = z.strictObject({
  token: z.string().max(200),
  password: typedPassword,
});
export type PasswordReset = z.infer<typeof passwordResetSchema>;

/** Who the browser is signed in as, for the header of every page. */
export const accountViewSchema = z.discriminatedUnion("state", [
  z.object({ state: z.literal("none") }),
  z.object({ state: z.literal("guest") }),
  z.object({ state: z.literal("member"), name: z.string(), email: z.string(), role: roleSchema }),
]);
export type AccountView = z.infer<typeof accountViewSchema>;

/** A browser in which somebody is signed in. */
export const sessionViewSchema = z.object({
  /** names it, and is worth nothing by itself */
  id: z.string(),
  /** « Firefox sur Linux » */
  device: z.string(),
  openedAt: z.iso.datetime(),
  /** to the day: it is noted once a day */
  usedAt: z.iso.datetime(),
  /** the one that asks */
  current: z.boolean(),
});
export type SessionView = z.infer<typeof sessionViewSchema>;
