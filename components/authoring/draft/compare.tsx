"use client";

import { useEffect, useRef } from "react";
import { monaco } from "@/components/editor/monaco";
import { diffOptions } from "@/components/editor/options";
import { languageOf } from "@/components/editor/paths";

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
    const diff = monaco.editor.createDiffEditor(host.current, diffOptions);
    const original = monaco.editor.createModel(theirs, languageOf(path));
    const modified = monaco.editor.createModel(mine, languageOf(path));
    diff.setModel({ original, modified });
    return () => {
      diff.dispose();
      original.dispose();
      modified.dispose();
    };
  }, [path, theirs, mine]);
  return <div ref={host} className="absolute inset-0" />;
}
