"use client";

import { School } from "lucide-react";
import { useState } from "react";
import { z } from "zod";
import { send, troubleOf } from "@/components/http/call";
import { buttonClass } from "@/components/ui/button";

const begunSchema = z.object({ url: z.url({ protocol: /^https?$/ }) });

/** Leads to the school's own sign-in. @param next a path of ours, where one goes on after it */
export function SchoolButton({ label, next }: { label: string; next: string }) {
  const [trouble, setTrouble] = useState<string | null>(null);
  const begin = async () => {
    try {
      const { url } = begunSchema.parse(await send("/api/account/school", { next }));
      location.assign(url);
    } catch (error) {
      setTrouble(troubleOf(error));
    }
  };
  return (
    <>
      <button
        type="button"
        className={buttonClass("outline", "w-full")}
        onClick={() => void begin()}
      >
        <School className="size-5" aria-hidden />
        {label}
      </button>
      {trouble === null ? null : (
        <p role="alert" className="mt-3 rounded-lg bg-coral-wash px-4 py-3 text-coral">
          {trouble}
        </p>
      )}
    </>
  );
}
