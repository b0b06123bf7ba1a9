"use client";

import { useState } from "react";
import { minPasswordLength, passwordProblem } from "@/lib/accounts/password-rules";
import { PasswordField } from "./field";

/** A password that is chosen: what is wrong with it is told while it is typed, never read out. */
export function NewPasswordField({ name, label }: { name: string; label: string }) {
  const [typed, setTyped] = useState("");
  const problem = typed === "" ? null : passwordProblem(typed);
  return (
    <div>
      <PasswordField
        name={name}
        label={label}
        hint={`Au moins ${minPasswordLength} caractères, tous permis, espaces compris. Une phrase se retient bien.`}
        autoComplete="new-password"
        onChange={(event) => setTyped(event.target.value)}
      />
      <p className="mt-1.5 min-h-[1.6em] text-sm">
        {typed === "" ? null : problem === null ? (
          <span className="text-sea">Ce mot de passe convient.</span>
        ) : (
          <span className="text-soft">{problem}</span>
        )}
      </p>
    </div>
  );
}
