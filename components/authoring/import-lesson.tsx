"use client";

import { Upload } from "lucide-react";
import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { z } from "zod";
import { Trouble } from "@/components/classroom/trouble";
import { call, troubleOf } from "@/components/http/call";
import { buttonClass } from "@/components/ui/button";
import { authoringLimits } from "@/lib/protocol/authoring";

const madeSchema = z.object({ id: z.string() });

/** Brings in a lesson that was taken away as a zip, or written on one's own machine. */
export function ImportLesson() {
  const router = useRouter();
  const field = useRef<HTMLInputElement>(null);
  const [pending, setPending] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const bring = async (file: File) => {
    if (file.size > authoringLimits.zipBytes)
      return setTrouble(
        `Cette archive est trop volumineuse\u00a0: ${authoringLimits.zipBytes / 1024}\u00a0Kio au plus.`,
      );
    setPending(true);
    setTrouble(null);
    try {
      const answer = await call("/api/authoring/import", {
        method: "POST",
        headers: { "content-type": "application/octet-stream" },
        body: file,
      });
      router.push(`/auteur/${madeSchema.parse(answer).id}`);
    } catch (error) {
      setTrouble(troubleOf(error));
    } finally {
      setPending(false);
    }
  };
  return (
    <div className="mt-3">
      <input
        ref={field}
        type="file"
        accept=".zip,application/zip"
        aria-label="Archive zip d’une leçon"
        className="sr-only"
        tabIndex={-1}
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          event.currentTarget.value = "";
          if (file) void bring(file);
        }}
      />
      <button
        type="button"
        className={buttonClass("quiet", "-ml-5")}
        disabled={pending}
        onClick={() => field.current?.click()}
      >
        <Upload className="size-4" aria-hidden />
        {pending ? "Lecture de l’archive…" : "Importer une leçon (.zip)"}
      </button>
      <Trouble>{trouble}</Trouble>
    </div>
  );
}
