"use client";

import { UserPlus } from "lucide-react";
import { useState } from "react";
import { useSend } from "@/components/http/use-send";
import { buttonClass } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { fieldClass, labelTextClass } from "@/components/ui/field";
import { Card } from "./card";
import { Trouble } from "./trouble";

export interface Trainer {
  id: string;
  name: string;
  self: boolean;
}

/** Who gives the class; each can add and remove the others. */
export function TrainersCard({
  classId,
  trainers,
  frozen,
}: {
  classId: string;
  trainers: Trainer[];
  /** the class is over */
  frozen: boolean;
}) {
  const { pending, trouble, send } = useSend();
  const [leaving, setLeaving] = useState<Trainer | null>(null);
  const path = `/api/classes/${classId}`;
  const add = async (form: HTMLFormElement) => {
    const email = new FormData(form).get("email");
    if ((await send(path, { action: "addTrainer", email })) !== null) form.reset();
  };
  return (
    <Card id="formateurs" title="Formateurs">
      <ul className="border-line border-y">
        {trainers.map((trainer) => (
          <li
            key={trainer.id}
            className="flex min-h-12 items-center gap-2 border-line border-b last:border-b-0"
          >
            <span className="mr-auto min-w-0 truncate">
              {trainer.name}
              {trainer.self ? <span className="text-soft"> (vous)</span> : null}
            </span>
            {trainers.length > 1 ? (
              <button
                type="button"
                className={buttonClass("quiet", "px-3! text-sm")}
                disabled={pending}
                onClick={() => setLeaving(trainer)}
                aria-label={trainer.self ? undefined : `Retirer ${trainer.name}`}
              >
                {trainer.self ? "Quitter" : "Retirer"}
              </button>
            ) : null}
          </li>
        ))}
      </ul>
      {frozen ? null : (
        <form
          className="mt-4"
          onSubmit={(event) => {
            event.preventDefault();
            void add(event.currentTarget);
          }}
        >
          <label htmlFor="formateur" className={labelTextClass}>
            Ajouter un formateur
          </label>
          <div className="flex flex-wrap gap-3">
            <input
              id="formateur"
              name="email"
              type="email"
              required
              maxLength={254}
              autoComplete="off"
              placeholder="adresse@exemple.fr"
              className={fieldClass("flex-1 basis-52")}
            />
            <button type="submit" className={buttonClass("outline")} disabled={pending}>
              <UserPlus className="size-5" aria-hidden />
              Ajouter
            </button>
          </div>
        </form>
      )}
      <Trouble>{trouble}</Trouble>
      <ConfirmDialog
        open={leaving !== null}
        title={leaving?.self ? "Quitter cette classe ?" : `Retirer ${leaving?.name ?? ""} ?`}
        action={leaving?.self ? "Quitter" : "Retirer"}
        onCancel={() => setLeaving(null)}
        onConfirm={() => {
          if (leaving !== null) void send(path, { action: "removeTrainer", user: leaving.id });
          setLeaving(null);
        }}
      >
        <p>
          {leaving?.self
            ? "Vous ne verrez plus ni la classe ni ses résultats. Un autre formateur pourra vous y ajouter de nouveau."
            : "Cette personne ne verra plus ni la classe ni ses résultats."}
        </p>
      </ConfirmDialog>
    </Card>
  );
}
