"use client";

import dynamic from "next/dynamic";
import { BroadcastNotice } from "@/components/classroom/broadcast/broadcast-notice";
import { useOwnState } from "@/components/live/own-state";
import { NoticeStack } from "./notice-stack";
import { WatchedNotice } from "./watched-notice";

const MessageCards = dynamic(
  () => import("@/components/live/message-cards").then((module) => module.MessageCards),
  { ssr: false },
);

/** On every page: what lasts first, then what waits to be read. */
export function Notices() {
  const { live } = useOwnState();
  return (
    <NoticeStack>
      <WatchedNotice />
      <BroadcastNotice />
      {live === null ? null : <MessageCards />}
    </NoticeStack>
  );
}
