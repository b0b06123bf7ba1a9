"use client";

import { LogOut } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useSend } from "@/components/http/use-send";
import { askLiveAgain } from "@/components/live/live-learner";
import { buttonClass } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { askAgendaAgain } from "./agenda-store";
import { Trouble } from "./trouble";

/** A learner's way out. */
export function LeaveClass({ classId }: { classId: string }) {
  const router = useRouter();
  const { pending, trouble, send } = useSend();
  const [asking, setAsking] = useState(false);
  const leave = async () => {
    setAsking(false);
    if ((await send(`/api/classes/${classId}`, { action: "leave" })) === null) return;
    askAgendaAgain();
    void askLiveAgain();
    router.push("/classes");
  };
  return (
    <div className="no-print mt-14">
      <button
        type="button"
        className={buttonClass("quiet", "-ml-3 px-3!")}
        disabled={pending}
        onClick={() => setAsking(true)}
      >
        <LogOut className="size-4" aria-hidden />
        Quitter la classe
      </button>
      <Trouble>{trouble}</Trouble>
      <ConfirmDialog
        open={asking}
        title="Quitter cette classe ?"
        action="Quitter la classe"
        onCancel={() => setAsking(false)}
        onConfirm={() => void leave()}
      >
        <p>
          Vos formateurs ne verront plus votre travail, et vous ne verrez plus ce qu’ils donnent.
          Votre progression vous reste.
        </p>
      </ConfirmDialog>
    </div>
  );
}
