"use client";

import { useEffect, useState } from "react";
import { send } from "@/components/http/call";
import { AccountForm } from "./account-form";
import { NewPasswordField } from "./new-password-field";

/**
 * Chooses a password by the link whose secret stands after the `#`, which no server sees. It is
 * taken out of the address at once, for the history and for whoever looks at the screen.
 */
export function ResetForm({ fallback }: { fallback: React.ReactNode }) {
  const [token, setToken] = useState<string | null>(null);
  useEffect(() => {
    const read = () => {
      const found = location.hash.slice(1);
      if (found === "") return;
      setToken(found);
      history.replaceState(history.state, "", location.pathname);
    };
    read();
    addEventListener("hashchange", read);
    return () => removeEventListener("hashchange", read);
  }, []);
  if (token === null) return fallback;
  return (
    <AccountForm
      action="Choisir ce mot de passe"
      busy="Enregistrement…"
      submit={async ({ password }) => {
        await send("/api/account/password/reset", { token, password });
        location.assign("/connexion?choisi");
        return undefined;
      }}
    >
      <NewPasswordField name="password" label="Nouveau mot de passe" />
    </AccountForm>
  );
}
