"use client";

import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { z } from "zod";
import { useSend } from "@/components/http/use-send";
import { askLiveAgain } from "@/components/live/live-learner";
import { buttonClass } from "@/components/ui/button";
import { fieldClass, labelTextClass } from "@/components/ui/field";
import { Trouble } from "./trouble";

const madeSchema = z.object({ id: z.string() });

/** A name is enough. */
export function NewClassForm() {
  const router = useRouter();
  const { pending, trouble, send } = useSend();
  const submit = async (form: FormData) => {
    const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const done = await send("/api/classes", { name: form.get("name"), timeZone });
    const made = madeSchema.safeParse(done?.answer);
    if (!made.success) return;
    void askLiveAgain();
    router.push(`/classes/${made.data.id}`);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void submit(new FormData(event.currentTarget));
      }}
    >
      <label htmlFor="nom-classe" className={labelTextClass}>
        Nom de la classe
      </label>
      <div className="flex flex-wrap gap-3">
        <input
          id="nom-classe"
          name="name"
          required
          maxLength={80}
          autoComplete="off"
          placeholder="BTS SIO 2, groupe B"
          className={fieldClass("flex-1 basis-56")}
        />
        <button type="submit" className={buttonClass("primary")} disabled={pending}>
          <Plus className="size-5" aria-hidden />
          {pending ? "Création…" : "Créer la classe"}
        </button>
      </div>
      <Trouble>{trouble}</Trouble>
    </form>
  );
}
