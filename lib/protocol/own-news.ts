/** All that a page is told of the classes of whoever is signed in: whole, and on each change. */
import { z } from "zod";
import { broadcastNewsSchema } from "./broadcast";
import { ownLiveSchema } from "./live";

export const ownNewsSchema = z.object({
  live: ownLiveSchema,
  broadcasts: broadcastNewsSchema,
  /** who looks at their terminals now, in the backend's word */
  watchers: z.array(z.string()),
  /** false: they are in no class, and nothing will come */
  goesOn: z.boolean(),
});
export type OwnNews = z.infer<typeof ownNewsSchema>;
