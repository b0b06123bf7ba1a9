"use client";

import { useEffect, useRef } from "react";
import { makeDiff } from "./diff";
import { DiffFrame } from "./diff-frame";
import { onDisk } from "./documents";
import { models } from "./models";
import { monaco } from "./monaco";
import { languageOf } from "./paths";

const onTheDisk = "Le fichier sur le disque";

/** What is on the disk beside what is in the editor. */
export default function CompareView({ path }: { path: string }) {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const mine = models.of(path)?.model;
    if (host.current === null || mine === undefined) return;
    const diff = makeDiff(host.current, onTheDisk);
    const theirs = monaco.editor.createModel("", languageOf(path));
    diff.setModel({ original: theirs, modified: mine });
    void onDisk(path).then((text) => {
      if (text !== null && !theirs.isDisposed()) theirs.setValue(text);
    });
    return () => {
      diff.dispose();
      theirs.dispose();
    };
  }, [path]);
  return <DiffFrame host={host} theirs={onTheDisk} />;
}
