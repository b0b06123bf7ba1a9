"use client";

import dynamic from "next/dynamic";
import { usePathname } from "next/navigation";
import { useEffect } from "react";
import { useAccount } from "@/components/account/account-store";
import { useOwnState } from "./own-state";

const MessageCards = dynamic(
  () => import("./message-cards").then((module) => module.MessageCards),
  {
    ssr: false,
  },
);

/** On every page: the learner's link to their classes, for whoever may be in one. */
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
    if (inClass) void import("./own-link").then(({ reportSoon }) => reportSoon());
  }, [inClass, path]);
  return inClass ? <MessageCards /> : null;
}

/** After coming into a class, or leaving one. */
export async function askLiveAgain(): Promise<void> {
  const { beginOwnLink } = await import("./own-link");
  await beginOwnLink();
}
