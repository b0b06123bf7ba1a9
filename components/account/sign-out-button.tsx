"use client";

import { LogOut } from "lucide-react";
import { useState } from "react";
import { buttonClass } from "@/components/ui/button";
import { signOut } from "./sign-out";

export function SignOutButton() {
  const [trouble, setTrouble] = useState<string | null>(null);
  return (
    <>
      <button
        type="button"
        className={buttonClass("outline")}
        onClick={() => void signOut().then(setTrouble)}
      >
        <LogOut className="size-5" aria-hidden />
        Se déconnecter
      </button>
      {trouble === null ? null : (
        <p role="alert" className="mt-3 text-coral">
          {trouble}
        </p>
      )}
    </>
  );
}
