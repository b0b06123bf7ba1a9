"use client";

import { useState } from "react";
import { useSend } from "@/components/http/use-send";
import { buttonClass } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { roleNames } from "@/lib/operator/role-names";
import { passwordLinkSchema, type Role, roleSchema, roles } from "@/lib/protocol/account";
import { Trouble } from "./trouble";

/** The role of one account, to be changed. */
export function RoleChoice({ id, name, role }: { id: string; name: string; role: Role }) {
  const { pending, trouble, send } = useSend();
  return (
    <>
      <select
        value={role}
        disabled={pending}
        aria-label={`Rôle de ${name}`}
        className="min-h-11 rounded-lg border border-edge bg-surface px-3"
        onChange={(event) => {
          const wanted = roleSchema.parse(event.target.value);
          void send("/api/admin/accounts/role", { id, role: wanted });
        }}
      >
        {roles.map((each) => (
          <option key={each} value={each}>
            {roleNames[each]}
          </option>
        ))}
      </select>
      <Trouble text={trouble} />
    </>
  );
}

const time = new Intl.DateTimeFormat("fr-FR", { timeStyle: "short" });

/** Makes a link for a password, and shows it: it is handed over by whatever way there is. */
export function PasswordLinkButton({ id, name }: { id: string; name: string }) {
  const { pending, trouble, send } = useSend();
  const [link, setLink] = useState<{ url: string; until: string } | null>(null);
  return (
    <>
      <button
        type="button"
        className={buttonClass("outline")}
        disabled={pending}
        aria-label={`Créer un lien de mot de passe pour ${name}`}
        onClick={async () => {
          const made = await send("/api/admin/accounts/password-link", { id });
          if (made === null) return;
          const { url, expiresAt } = passwordLinkSchema.parse(made.answer);
          setLink({ url, until: time.format(new Date(expiresAt)) });
        }}
      >
        Lien de mot de passe
      </button>
      <Trouble text={trouble} />
      {link === null ? null : (
        <div role="status" className="mt-2 max-w-80">
          <div className="flex items-center gap-1">
            <code className="min-w-0 flex-1 truncate rounded bg-sunken px-2 py-1 text-sm">
              {link.url}
            </code>
            <CopyButton text={link.url} label="Copier le lien" />
          </div>
          <p className="text-pretty text-soft text-sm">
            À transmettre à {name}. Il sert une fois, jusqu’à {link.until}.
          </p>
        </div>
      )}
    </>
  );
}
