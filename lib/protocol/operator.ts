/** What an admin's pages ask of the site. */
import { z } from "zod";
import { roleSchema } from "./account";
import { quotaSchema } from "./quota";

/** as better-auth names rows */
const accountIdSchema = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);

export const roleOfSchema = z.strictObject({ id: accountIdSchema, role: roleSchema });
export const classQuotaSchema = z.strictObject({ quota: quotaSchema });
export const accountOfSchema = z.strictObject({ id: accountIdSchema });
