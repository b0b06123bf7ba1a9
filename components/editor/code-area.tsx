"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { whenFontLoads } from "@/components/terminal/font";
import { preferences } from "@/components/terminal/preferences";
import { useStore } from "@/components/workspace/create-store";
import { usePaneFocus } from "@/components/workspace/panes/store";
import { connect, documents, type OpenFile, save, saveAll } from "./documents";
import { models } from "./models";
import { monaco } from "./monaco";
import { editorOptions } from "./options";

/** The one editor of the page, in which the texts of the open files take turns. */
export default function CodeArea({ file }: { file: OpenFile | null }) {
  const host = useRef<HTMLDivElement>(null);
  const [editor, setEditor] = useState<monaco.editor.IStandaloneCodeEditor | null>(null);
  const { fontSize } = useStore(preferences);
  const path = file?.phase === "ready" ? file.path : null;

  useEffect(() => {
    if (host.current === null) return;
    const made = monaco.editor.create(host.current, editorOptions());
    const face = whenFontLoads(() => monaco.editor.remeasureFonts());
    made.onDidBlurEditorText(saveAll);
    made.addCommand(monaco.KeyMod.CtrlCmd | monaco.KeyCode.KeyS, () => {
      const { active } = documents.get();
      if (active !== null) void save(active);
    });
    setEditor(made);
    connect(models);
    return () => {
      face();
      made.dispose();
    };
  }, []);

  useEffect(() => editor?.updateOptions({ fontSize }), [editor, fontSize]);

  useEffect(() => {
    if (editor === null) return;
    const held = path === null ? undefined : models.of(path);
    editor.setModel(held?.model ?? null);
    if (held?.view) editor.restoreViewState(held.view);
    return () => {
      if (held && !held.model.isDisposed()) held.view = editor.saveViewState();
    };
  }, [editor, path]);

  const take = useCallback(() => editor?.focus(), [editor]);
  usePaneFocus("editor", path === null || editor === null ? null : take);

  return <div ref={host} className="absolute inset-0" hidden={path === null} />;
}
