"use client";

import { type FormEvent, Fragment, type ReactNode, useRef, useState } from "react";
import { troubleOf } from "@/components/http/call";
import { buttonClass } from "@/components/ui/button";

/** The text fields of a form, by name. */
function textsOf(form: HTMLFormElement): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string") texts[name] = value;
  }
  return texts;
}

/**
 * A form that is sent by script: while it is under way it cannot be sent twice, what goes wrong is
 * said above the button and read out, and what was typed stays.
 */
export function AccountForm({
  action,
  busy: busyText,
  look = "primary",
  submit,
  children,
}: {
  /** what the button does, French */
  action: string;
  /** what the button says meanwhile */
  busy: string;
  look?: "primary" | "outline";
  /** a sentence to be shown as done, or nothing when another page follows */
  submit: (texts: Record<string, string>) => Promise<string | undefined>;
  children: ReactNode;
}) {
  const [state, setState] = useState<"idle" | "busy">("idle");
  const [said, setSaid] = useState<{ trouble: boolean; text: string } | null>(null);
  // fields that were sent are made anew, with what they keep of what was typed
  const [round, setRound] = useState(0);
  const alert = useRef<HTMLParagraphElement>(null);
  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (state === "busy") return;
    const texts = textsOf(event.currentTarget);
    setState("busy");
    setSaid(null);
    try {
      const done = await submit(texts);
      // the page that follows is on its way: the button stays as it is
      if (done === undefined) return;
      setSaid({ trouble: false, text: done });
      setRound((before) => before + 1);
    } catch (error) {
      setSaid({ trouble: true, text: troubleOf(error) });
      requestAnimationFrame(() => alert.current?.focus());
    }
    setState("idle");
  };
  return (
    <form onSubmit={send} className="space-y-5">
      <Fragment key={round}>{children}</Fragment>
      {said?.trouble ? (
        <p
          ref={alert}
          role="alert"
          tabIndex={-1}
          className="rounded-lg bg-coral-wash px-4 py-3 text-coral"
        >
          {said.text}
        </p>
      ) : null}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <button
          type="submit"
          aria-disabled={state === "busy"}
          className={buttonClass(look, "aria-disabled:opacity-60")}
        >
          {state === "busy" ? busyText : action}
        </button>
        <p role="status" className="text-sea">
          {said !== null && !said.trouble ? said.text : null}
        </p>
      </div>
    </form>
  );
}
