"use client";

import { LogIn } from "lucide-react";
import { useRouter } from "next/navigation";
import { z } from "zod";
import { useSend } from "@/components/http/use-send";
import { askLiveAgain } from "@/components/live/live-learner";
import { buttonClass } from "@/components/ui/button";
import { fieldClass, helpClass, labelTextClass } from "@/components/ui/field";
import { askAgendaAgain } from "./agenda-store";
import { Trouble } from "./trouble";

const joinedSchema = z.object({ id: z.string() });

/** The last step into a class. With a code one says who one is; a personal link knows it. */
export function JoinForm({
  by,
  name,
}: {
  by: { code: string } | { place: string };
  /** known already, or to start from */
  name: string;
}) {
  const router = useRouter();
  const { pending, trouble, send } = useSend();
  const personal = "place" in by;
  const submit = async (form: FormData) => {
    const body = personal ? by : { ...by, name: form.get("name") };
    const joined = joinedSchema.safeParse((await send("/api/classes/join", body))?.answer);
    if (!joined.success) return;
    askAgendaAgain();
    void askLiveAgain();
    router.push(`/classes/${joined.data.id}`);
  };
  return (
    <form
      className="mt-6"
      onSubmit={(event) => {
        event.preventDefault();
        void submit(new FormData(event.currentTarget));
      }}
    >
      {personal ? null : (
        <>
          <label htmlFor="votre-nom" className={labelTextClass}>
            Votre prénom et votre nom
          </label>
          <input
            id="votre-nom"
            name="name"
            required
            maxLength={60}
            defaultValue={name}
            autoComplete="name"
            aria-describedby="votre-nom-aide"
            className={fieldClass("text-lg")}
          />
          <p id="votre-nom-aide" className={helpClass}>
            Seuls vos formateurs les verront, avec votre avancement dans ce qu’ils donnent à faire.
          </p>
        </>
      )}
      <button
        type="submit"
        className={buttonClass("primary", "mt-5 w-full text-lg sm:w-auto")}
        disabled={pending}
      >
        <LogIn className="size-5" aria-hidden />
        {pending ? "Un instant…" : "Rejoindre la classe"}
      </button>
      <Trouble>{trouble}</Trouble>
    </form>
  );
}
