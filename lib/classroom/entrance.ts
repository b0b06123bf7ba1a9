/** What somebody sees at a class's door before they go in. */
import { database } from "@/lib/db/client";
import { clientAddress } from "@/lib/http/client-address";
import { joinCodeSchema, placeTokenSchema } from "@/lib/protocol/classroom";
import { isEscaleError } from "@/lib/protocol/errors";
import { countTry, type Door, doorByCode, doorByPlace } from "./joining";

export type Entrance =
  /** `trouble` French: why what was shown opens nothing; null: nothing was shown */
  | { state: "closed"; trouble: string | null }
  | {
      state: "open";
      door: Door;
      by: { code: string } | { place: string };
      /** whom the place is kept for */
      name: string | null;
    };

interface Shown {
  code?: unknown;
  place?: unknown;
}

const closed = (trouble: string | null): Entrance => ({ state: "closed", trouble });

/** Each look counts as a try. Throws EscaleError database_unavailable. */
export async function readEntrance(headers: Headers, shown: Shown): Promise<Entrance> {
  if (shown.code === undefined && shown.place === undefined) return closed(null);
  const code = joinCodeSchema.safeParse(shown.code);
  const place = placeTokenSchema.safeParse(shown.place);
  if (!place.success && !code.success)
    return closed(
      shown.place === undefined
        ? "Un code compte huit lettres et chiffres, comme BCDF-2345. Vérifiez celui-ci."
        : "Ce lien personnel est incomplet. Copiez-le en entier, ou demandez le code de la classe.",
    );
  try {
    countTry(clientAddress(headers));
    const db = await database();
    if (place.success) {
      const { name, ...door } = await doorByPlace(db, place.data);
      return { state: "open", door, by: { place: place.data }, name };
    }
    if (!code.success) return closed(null);
    const door = await doorByCode(db, code.data);
    return { state: "open", door, by: { code: code.data }, name: null };
  } catch (error) {
    if (isEscaleError(error) && ["not_found", "too_many_requests"].includes(error.code))
      return closed(error.message);
    throw error;
  }
}
