"use client";

import { send } from "@/components/http/call";
import { AccountForm } from "./account-form";
import { Field } from "./field";

/** Asks for a link by letter. */
export function ForgottenForm() {
  return (
    <AccountForm
      action="Recevoir un lien"
      busy="Envoi…"
      submit={async ({ email }) => {
        await send("/api/account/password/forgotten", { email });
        return "Si un compte a cette adresse, le lien vient d’y être envoyé. Il vaut une heure.";
      }}
    >
      <Field
        name="email"
        label="Adresse électronique"
        hint="Celle de votre compte. Un lien y sera envoyé pour choisir un nouveau mot de passe."
        type="email"
        autoComplete="username"
      />
    </AccountForm>
  );
}
