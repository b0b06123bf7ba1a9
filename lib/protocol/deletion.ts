/** What a page says and is told of the deletion of the learner’s account. */
import { z } from "zod";

/** What the learner types to have their account deleted. */
export const deletionPhrase = "supprimer mon compte";

/** In whichever case, with whichever spaces: it shows that one means it, not that one can type. */
export const meansDeletion = (typed: string): boolean =>
  typed.trim().replace(/\s+/g, " ").toLowerCase() === deletionPhrase;

export const deletionSchema = z.strictObject({
  confirmation: z.string().max(100).refine(meansDeletion),
});

/** `pending`: the files could not be removed now; it is tried again until they are. */
export const deletionAnswerSchema = z.object({ state: z.enum(["deleted", "pending"]) });
export type DeletionAnswer = z.infer<typeof deletionAnswerSchema>;
