"use client";

import { z } from "zod";
import { useSend } from "@/components/http/use-send";
import { buttonClass } from "@/components/ui/button";

const answerSchema = z.object({ number: z.number() });

/** Publishes the files as they are; what stands in the way is said, and asked of the site again. */
export function PublishButton({
  id,
  hash,
  published,
  refusal,
  onPublished,
}: {
  id: string;
  hash: string;
  /** the version that these files are already */
  published: number | null;
  /** French: why not now */
  refusal: string | null;
  onPublished: () => void;
}) {
  const { pending, trouble, send } = useSend();
  const why = published === null ? refusal : `Ces fichiers sont la version ${published}.`;
  return (
    <>
      <button
        type="button"
        className={buttonClass("primary", "px-3! text-sm sm:px-4!")}
        disabled={pending || why !== null}
        title={why ?? undefined}
        aria-describedby="publier-pourquoi"
        onClick={() =>
          void send(`/api/authoring/${id}`, { action: "publish", hash }).then((done) => {
            if (answerSchema.safeParse(done?.answer).success) onPublished();
          })
        }
      >
        {published === null ? "Publier" : "Publiée"}
      </button>
      <span id="publier-pourquoi" className="sr-only">
        {why}
      </span>
      {trouble ? (
        <p role="alert" className="w-full rounded-lg bg-coral-wash px-3 py-2 text-coral text-sm">
          {trouble}
        </p>
      ) : null}
    </>
  );
}
