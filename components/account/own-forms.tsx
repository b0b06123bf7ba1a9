"use client";

import { useRouter } from "next/navigation";
import { send } from "@/components/http/call";
import { AccountForm } from "./account-form";
import { askAccountAgain } from "./account-store";
import { Field, PasswordField } from "./field";
import { NewPasswordField } from "./new-password-field";

/** Shows what has changed, here and in the header. */
function useChanged() {
  const router = useRouter();
  return () => {
    askAccountAgain();
    router.refresh();
  };
}

export function NameForm({ name }: { name: string }) {
  const changed = useChanged();
  return (
    <AccountForm
      action="Changer de nom"
      busy="Enregistrement…"
      look="outline"
      submit={async (texts) => {
        await send("/api/account/name", { name: texts.name });
        changed();
        return "C’est fait.";
      }}
    >
      <Field
        key={name}
        name="name"
        label="Nom"
        autoComplete="name"
        maxLength={80}
        defaultValue={name}
      />
    </AccountForm>
  );
}

export function AddressForm({ email }: { email: string }) {
  const changed = useChanged();
  return (
    <AccountForm
      action="Changer d’adresse"
      busy="Enregistrement…"
      look="outline"
      submit={async (texts) => {
        await send("/api/account/address", { email: texts.email, password: texts.password });
        changed();
        return "C’est fait.";
      }}
    >
      <Field
        key={email}
        name="email"
        label="Adresse électronique"
        type="email"
        autoComplete="username"
        defaultValue={email}
      />
      <PasswordField
        name="password"
        label="Votre mot de passe, pour ce changement"
        autoComplete="current-password"
      />
    </AccountForm>
  );
}

export function PasswordForm({ email }: { email: string }) {
  const router = useRouter();
  return (
    <AccountForm
      action="Changer de mot de passe"
      busy="Enregistrement…"
      look="outline"
      submit={async (texts) => {
        await send("/api/account/password", { current: texts.current, next: texts.next });
        router.refresh();
        return "C’est fait. Vos autres appareils sont déconnectés.";
      }}
    >
      {/* for password managers, which look for whose password it is */}
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <PasswordField name="current" label="Mot de passe actuel" autoComplete="current-password" />
      <NewPasswordField name="next" label="Nouveau mot de passe" />
    </AccountForm>
  );
}
