"use client";

import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { z } from "zod";
import { Trouble } from "@/components/classroom/trouble";
import { useSend } from "@/components/http/use-send";
import { buttonClass } from "@/components/ui/button";
import { fieldClass, labelTextClass } from "@/components/ui/field";

const madeSchema = z.object({ id: z.string() });

/** A title is enough: the rest comes from the template. */
export function NewLessonForm() {
  const router = useRouter();
  const { pending, trouble, send } = useSend();
  const submit = async (form: FormData) => {
    const done = await send("/api/authoring", { title: form.get("title") });
    const made = madeSchema.safeParse(done?.answer);
    if (made.success) router.push(`/auteur/${made.data.id}`);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void submit(new FormData(event.currentTarget));
      }}
    >
      <label htmlFor="titre-lecon" className={labelTextClass}>
        Titre de la leçon
      </label>
      <div className="flex flex-wrap gap-3">
        <input
          id="titre-lecon"
          name="title"
          required
          maxLength={100}
          autoComplete="off"
          placeholder="Sauvegarder un volume"
          className={fieldClass("flex-1 basis-56")}
        />
        <button type="submit" className={buttonClass("primary")} disabled={pending}>
          <Plus className="size-5" aria-hidden />
          {pending ? "Création…" : "Commencer"}
        </button>
      </div>
      <Trouble>{trouble}</Trouble>
    </form>
  );
}
