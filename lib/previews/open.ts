/** The address that opens a preview, for the account whose session these headers carry. */
import { auth } from "@/lib/auth/auth";
import { currentSession } from "@/lib/auth/session";
import { ownOrigin } from "@/lib/http/same-origin";
import { EscaleError } from "@/lib/protocol/errors";
import { runtime } from "@/lib/runtime/settings";
import { previewGrants } from "./grants";
import { entryPath, previewOrigin, previewPlace } from "./place";

export interface PreviewToOpen {
  readonly port: number;
  /** on the preview's host */
  readonly path: string;
  readonly framed: boolean;
}

/** Good once, and for a minute. Throws EscaleError not_signed_in, no_previews. */
export async function openPreview(headers: Headers, asked: PreviewToOpen): Promise<string> {
  const session = await currentSession(headers, auth);
  if (session === null) {
    throw new EscaleError(
      "not_signed_in",
      "Votre session est terminée. Rechargez la page, puis ouvrez de nouveau le terminal.",
    );
  }
  const { settings } = runtime();
  const place = previewPlace(headers, settings);
  if (place === null) {
    throw new EscaleError(
      "no_previews",
      "Ce site n’a pas encore d’adresse pour les aperçus. La personne qui l’administre doit en réserver une (réglage ESCALE_PREVIEW_URL). En attendant, « curl » dans le terminal montre ce que répond le port.",
    );
  }
  const grants = previewGrants();
  const token = await grants.enter(
    {
      owner: session.owner,
      port: asked.port,
      session: session.id,
      home: ownOrigin(headers, settings.ESCALE_URL),
      framed: asked.framed,
    },
    asked.path,
  );
  const origin = previewOrigin(place, grants.label(session.owner, asked.port));
  return `${origin}${entryPath}?jeton=${token}`;
}
