"use client";

import { useEffect, useRef } from "react";
import { makeDiff } from "@/components/editor/diff";
import { DiffFrame } from "@/components/editor/diff-frame";
import { monaco } from "@/components/editor/monaco";
import { languageOf } from "@/components/editor/paths";

const elsewhere = "Le texte enregistré ailleurs";

/** What somebody else has saved beside what is here. */
export default function DraftCompare({
  path,
  theirs,
  mine,
}: {
  path: string;
  theirs: string;
  mine: string;
}) {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (host.current === null) return;
    const diff = makeDiff(host.current, elsewhere);
    const original = monaco.editor.createModel(theirs, languageOf(path));
    const modified = monaco.editor.createModel(mine, languageOf(path));
    diff.setModel({ original, modified });
    return () => {
      diff.dispose();
      original.dispose();
      modified.dispose();
    };
  }, [path, theirs, mine]);
  return <DiffFrame host={host} theirs={elsewhere} />;
}
