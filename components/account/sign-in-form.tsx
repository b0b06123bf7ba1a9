"use client";

import { send } from "@/components/http/call";
import { AccountForm } from "./account-form";
import { Field, PasswordField } from "./field";

/** @param next a path of ours, where one goes on */
export function SignInForm({ next }: { next: string }) {
  return (
    <AccountForm
      action="Se connecter"
      busy="Connexion…"
      submit={async ({ email, password }) => {
        await send("/api/account/sign-in", { email, password });
        // A whole new page: what this one knows is of somebody else.
        location.assign(next);
        return undefined;
      }}
    >
      <Field name="email" label="Adresse électronique" type="email" autoComplete="username" />
      <PasswordField name="password" label="Mot de passe" autoComplete="current-password" />
    </AccountForm>
  );
}
