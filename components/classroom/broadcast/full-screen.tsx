"use client";

import dynamic from "next/dynamic";

const BroadcastScreen = dynamic(() => import("./broadcast-screen"), { ssr: false });

/** The trainer's terminal with the whole page for it, for whoever has no terminal open. */
export function BroadcastFullScreen({ classId }: { classId: string }) {
  return <BroadcastScreen classId={classId} />;
}
