"use client";

import { send } from "@/components/http/call";
import { AccountForm } from "./account-form";
import { Field } from "./field";
import { NewPasswordField } from "./new-password-field";

/** @param next a path of ours, where one goes on */
export function SignUpForm({ next }: { next: string }) {
  return (
    <AccountForm
      action="Créer mon compte"
      busy="Création…"
      submit={async ({ name, email, password }) => {
        await send("/api/account/sign-up", { name, email, password });
        location.assign(next);
        return undefined;
      }}
    >
      <Field
        name="name"
        label="Nom"
        hint="Tel que votre formateur ou votre formatrice le verra."
        autoComplete="name"
        maxLength={80}
      />
      <Field name="email" label="Adresse électronique" type="email" autoComplete="username" />
      <NewPasswordField name="password" label="Mot de passe" />
    </AccountForm>
  );
}
