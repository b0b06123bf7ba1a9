"use client";

import { usePathname } from "next/navigation";
import { useEffect } from "react";
import { useAccount } from "@/components/account/account-store";
import { useOwnState } from "./own-state";

/** On every page: its reader's link to their classes, for whoever may be in one. */
export function LiveLearner() {
  const state = useAccount()?.state;
  const path = usePathname();
  const { live } = useOwnState();
  const somebody = state === "guest" || state === "member";
  useEffect(() => {
    if (somebody) void askLiveAgain();
  }, [somebody]);
  const inClass = live !== null;
  useEffect(() => {
    if (inClass) void import("./own-reports").then(({ reportSoon }) => reportSoon());
  }, [inClass, path]);
  return null;
}

/** After coming into a class, leaving, making or reopening one. */
export async function askLiveAgain(): Promise<void> {
  const { beginOwnLink } = await import("./own-link");
  beginOwnLink();
}
