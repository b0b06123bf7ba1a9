"use client";

import clsx from "clsx";
import { Eye, EyeOff } from "lucide-react";
import { type InputHTMLAttributes, useId, useState } from "react";

const inputClass = "min-h-12 w-full rounded-lg border border-edge bg-surface px-4";

interface FieldProps
  extends Pick<
    InputHTMLAttributes<HTMLInputElement>,
    "name" | "type" | "autoComplete" | "defaultValue" | "maxLength" | "onChange" | "inputMode"
  > {
  label: string;
  /** below the label: what is expected */
  hint?: string;
}

/** One thing to fill in, with its label and what is expected of it. */
export function Field({ label, hint, ...input }: FieldProps) {
  const id = useId();
  return (
    <div>
      <FieldLabel id={id} label={label} hint={hint} />
      <input
        {...input}
        id={id}
        required
        spellCheck={false}
        autoCapitalize="none"
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        className={inputClass}
      />
    </div>
  );
}

function FieldLabel({ id, label, hint }: { id: string; label: string; hint: string | undefined }) {
  return (
    <>
      <label htmlFor={id} className="mb-1.5 block font-medium">
        {label}
      </label>
      {hint === undefined ? null : (
        <p id={`${id}-hint`} className="-mt-1 mb-1.5 text-soft text-sm">
          {hint}
        </p>
      )}
    </>
  );
}

/** A password, which can be shown: one that is seen is typed right, and can be longer. */
export function PasswordField({ label, hint, ...input }: Omit<FieldProps, "type">) {
  const id = useId();
  const [shown, setShown] = useState(false);
  const Icon = shown ? EyeOff : Eye;
  return (
    <div>
      <FieldLabel id={id} label={label} hint={hint} />
      <div className="relative">
        <input
          {...input}
          id={id}
          type={shown ? "text" : "password"}
          required
          spellCheck={false}
          autoCapitalize="none"
          autoCorrect="off"
          aria-describedby={hint === undefined ? undefined : `${id}-hint`}
          className={clsx(inputClass, "pr-13")}
        />
        <button
          type="button"
          aria-pressed={shown}
          aria-label="Afficher le mot de passe"
          title={shown ? "Masquer le mot de passe" : "Afficher le mot de passe"}
          className="absolute top-0.5 right-0.5 grid size-11 place-items-center rounded-lg text-soft hover:text-ink"
          onClick={() => setShown(!shown)}
        >
          <Icon className="size-5" aria-hidden />
        </button>
      </div>
    </div>
  );
}
