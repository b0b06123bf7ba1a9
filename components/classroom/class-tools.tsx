"use client";

import { Archive, ArchiveRestore, Copy, Settings2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useSend } from "@/components/http/use-send";
import { askLiveAgain } from "@/components/live/live-learner";
import { buttonClass } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Dialog } from "@/components/ui/dialog";
import { fieldClass, helpClass, labelTextClass } from "@/components/ui/field";
import { classAnswerSchema } from "@/lib/protocol/classroom";
import { Trouble } from "./trouble";
import { ZoneSelect } from "./zone-select";

/** What is done to a class as a whole. */
export function ClassTools({
  classId,
  name,
  timeZone,
  archived,
  firstDate,
}: {
  classId: string;
  name: string;
  timeZone: string;
  archived: boolean;
  /** `2026-11-30`, of its first date; null: it has none */
  firstDate: string | null;
}) {
  const router = useRouter();
  const { pending, trouble, send, clear } = useSend();
  const [dialog, setDialog] = useState<"settings" | "duplicate" | "archive" | null>(null);
  const path = `/api/classes/${classId}`;
  const close = () => {
    setDialog(null);
    clear();
  };
  const save = async (form: FormData) => {
    const [newName, zone] = [form.get("name"), form.get("timeZone")];
    const body = { action: "settings", name: newName, timeZone: zone };
    if ((await send(path, body)) !== null) close();
  };
  const duplicate = async (form: FormData) => {
    const body = { action: "duplicate", name: form.get("name"), start: form.get("start") || null };
    const made = classAnswerSchema.safeParse((await send(path, body))?.answer);
    if (!made.success || made.data.id === undefined) return;
    close();
    void askLiveAgain();
    router.push(`/classes/${made.data.id}`);
  };
  const reopen = async () => {
    if ((await send(path, { action: "reopen" })) !== null) void askLiveAgain();
  };
  const quiet = buttonClass("quiet", "px-3!");
  return (
    <div className="no-print -ml-3 flex flex-wrap">
      {archived ? (
        <button type="button" className={quiet} disabled={pending} onClick={() => void reopen()}>
          <ArchiveRestore className="size-4" aria-hidden />
          Rouvrir
        </button>
      ) : (
        <button type="button" className={quiet} onClick={() => setDialog("settings")}>
          <Settings2 className="size-4" aria-hidden />
          Réglages
        </button>
      )}
      <button type="button" className={quiet} onClick={() => setDialog("duplicate")}>
        <Copy className="size-4" aria-hidden />
        Dupliquer
      </button>
      {archived ? null : (
        <button type="button" className={quiet} onClick={() => setDialog("archive")}>
          <Archive className="size-4" aria-hidden />
          Archiver
        </button>
      )}
      {dialog === null ? <Trouble>{trouble}</Trouble> : null}
      <FormDialog
        open={dialog === "settings"}
        title="Réglages de la classe"
        action="Enregistrer"
        {...{ pending, trouble, close }}
        submit={save}
      >
        <NameField name={name} />
        <label htmlFor="fuseau" className={labelTextClass}>
          Fuseau horaire
        </label>
        <ZoneSelect id="fuseau" value={timeZone} />
        <p className={helpClass}>
          Les dates des devoirs s’y écrivent et s’y lisent. Celles qui sont déjà fixées ne bougent
          pas.
        </p>
      </FormDialog>
      <FormDialog
        open={dialog === "duplicate"}
        title="Dupliquer pour une autre session"
        action="Dupliquer"
        {...{ pending, trouble, close }}
        submit={duplicate}
      >
        <p>La nouvelle classe reprend les devoirs, sans les apprenants ni les autres formateurs.</p>
        <NameField name={`${name} (copie)`.slice(0, 80)} />
        {firstDate === null ? null : (
          <>
            <label htmlFor="debut" className={labelTextClass}>
              Premier jour
            </label>
            <input
              id="debut"
              name="start"
              type="date"
              required
              defaultValue={firstDate}
              className={fieldClass()}
            />
            <p className={helpClass}>
              La première date de la classe y est déplacée, et toutes les autres d’autant de jours.
            </p>
          </>
        )}
      </FormDialog>
      <ConfirmDialog
        open={dialog === "archive"}
        title="Archiver cette classe ?"
        action="Archiver"
        onCancel={close}
        onConfirm={() => {
          close();
          void send(path, { action: "archive" });
        }}
      >
        <p>
          Plus personne n’y entre et plus rien n’y change. Les résultats restent lisibles, et vous
          pourrez la rouvrir.
        </p>
      </ConfirmDialog>
    </div>
  );
}

function NameField({ name }: { name: string }) {
  return (
    <>
      <label htmlFor="nom" className={labelTextClass}>
        Nom de la classe
      </label>
      <input
        id="nom"
        name="name"
        required
        maxLength={80}
        autoComplete="off"
        defaultValue={name}
        className={fieldClass()}
      />
    </>
  );
}

function FormDialog({
  open,
  title,
  action,
  pending,
  trouble,
  close,
  submit,
  children,
}: {
  open: boolean;
  title: string;
  action: string;
  pending: boolean;
  trouble: string | null;
  close: () => void;
  submit: (form: FormData) => Promise<void>;
  children: React.ReactNode;
}) {
  return (
    <Dialog open={open} onClose={close} title={title}>
      <form
        className="grid gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          void submit(new FormData(event.currentTarget));
        }}
      >
        {children}
        <Trouble>{trouble}</Trouble>
        <div className="mt-2 mb-1 flex flex-wrap justify-end gap-3">
          <button type="button" className={buttonClass("outline")} onClick={close}>
            Annuler
          </button>
          <button type="submit" className={buttonClass("primary")} disabled={pending}>
            {action}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
