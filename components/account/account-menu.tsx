"use client";

import {
  BookA,
  ChartNoAxesColumn,
  CircleUserRound,
  GraduationCap,
  LogIn,
  LogOut,
  PenLine,
  UserPlus,
  Wrench,
} from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { DropdownMenu } from "radix-ui";
import { type ReactNode, useState } from "react";
import { itemClass, menuClass, separatorClass } from "@/components/ui/menu";
import { askAccountAgain, useAccount } from "./account-store";
import { signOut } from "./sign-out";

type Icon = typeof LogIn;

function Entry({ href, icon: Icon, children }: { href: string; icon: Icon; children: ReactNode }) {
  return (
    <DropdownMenu.Item className={itemClass} asChild>
      <Link href={href}>
        <Icon className="size-4" aria-hidden />
        {children}
      </Link>
    </DropdownMenu.Item>
  );
}

/** Who one is here, and what one can do about it. */
export function AccountMenu() {
  const account = useAccount();
  const path = usePathname();
  const [trouble, setTrouble] = useState<string | null>(null);
  const member = account?.state === "member" ? account : null;
  // from the pages of accounts themselves one goes on to the start
  const next = /^\/(connexion|inscription|mot-de-passe|compte)$/.test(path)
    ? ""
    : `?suite=${encodeURIComponent(path)}`;
  return (
    <DropdownMenu.Root
      modal={false}
      onOpenChange={(open) => {
        // a guest may have been made since the page was opened
        if (open && member === null) askAccountAgain();
      }}
    >
      <DropdownMenu.Trigger
        className="flex h-11 min-w-11 items-center justify-center gap-2 rounded-lg px-2 font-medium text-soft hover:bg-sunken hover:text-ink data-[state=open]:bg-sunken sm:px-3"
        aria-label={member ? `Compte de ${member.name}` : "Compte"}
        title="Compte"
      >
        <CircleUserRound className="size-5" aria-hidden />
        {member ? (
          <span className="max-w-[14ch] truncate max-md:sr-only">{member.name}</span>
        ) : null}
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className={menuClass} align="end" sideOffset={4} collisionPadding={8}>
          {member ? (
            <>
              <DropdownMenu.Label className="max-w-72 px-3 pt-2 pb-1.5">
                <span className="block truncate font-semibold">{member.name}</span>
                <span className="block truncate text-soft text-xs">{member.email}</span>
              </DropdownMenu.Label>
              <DropdownMenu.Separator className={separatorClass} />
              <Entry href="/compte" icon={CircleUserRound}>
                Mon compte
              </Entry>
              {member.role === "learner" ? null : (
                <Entry href="/auteur" icon={PenLine}>
                  Mes leçons
                </Entry>
              )}
              {member.role === "admin" ? (
                <Entry href="/admin" icon={Wrench}>
                  Gestion du site
                </Entry>
              ) : null}
            </>
          ) : (
            <>
              <DropdownMenu.Label className="max-w-72 text-pretty px-3 pt-2 pb-1 text-soft text-xs">
                {account?.state === "guest"
                  ? "Vous êtes ici en invité. Avec un compte, votre progression vous suit d’un appareil à l’autre."
                  : "Aucun compte n’est nécessaire pour commencer. Avec le vôtre, votre progression vous suit."}
              </DropdownMenu.Label>
              <Entry href={`/inscription${next}`} icon={UserPlus}>
                Créer un compte
              </Entry>
              <Entry href={`/connexion${next}`} icon={LogIn}>
                Se connecter
              </Entry>
              <DropdownMenu.Separator className={separatorClass} />
            </>
          )}
          <Entry href="/progression" icon={ChartNoAxesColumn}>
            Progression
          </Entry>
          <Entry href="/classes" icon={GraduationCap}>
            Classes
          </Entry>
          <div className="hidden max-[42rem]:block">
            <Entry href="/glossaire" icon={BookA}>
              Glossaire
            </Entry>
          </div>
          {member ? (
            <>
              <DropdownMenu.Separator className={separatorClass} />
              <DropdownMenu.Item
                className={itemClass}
                onSelect={(event) => {
                  event.preventDefault();
                  setTrouble(null);
                  void signOut().then(setTrouble);
                }}
              >
                <LogOut className="size-4" aria-hidden />
                Se déconnecter
              </DropdownMenu.Item>
              {trouble === null ? null : (
                <p role="alert" className="max-w-72 px-3 py-2 text-coral">
                  {trouble}
                </p>
              )}
            </>
          ) : null}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
