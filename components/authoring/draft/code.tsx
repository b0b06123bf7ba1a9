"use client";

import { useEffect, useRef, useState } from "react";
import { monaco } from "@/components/editor/monaco";
import { editorOptions } from "@/components/editor/options";
import { languageOf } from "@/components/editor/paths";
import { whenFontLoads } from "@/components/terminal/font";
import { useStore } from "@/components/workspace/create-store";
import type { AuthoredProblem } from "@/lib/protocol/authoring";
import type { Draft } from "./draft";
import { editBetween } from "./edit-between";

/** The one editor of the page; each file has a model, with its own history of undoing. */
export default function DraftCode({
  draft,
  problems,
}: {
  draft: Draft;
  problems: readonly AuthoredProblem[];
}) {
  const host = useRef<HTMLDivElement>(null);
  const { active, files, goTo, insertion } = useStore(draft.store);
  const [editor, setEditor] = useState<monaco.editor.IStandaloneCodeEditor | null>(null);
  const [models] = useState(() => new Map<string, monaco.editor.ITextModel>());
  const views = useRef(new Map<string, monaco.editor.ICodeEditorViewState>());
  const file = files.find(({ path }) => path === active);
  const text = file?.text;

  useEffect(() => {
    if (host.current === null) return;
    const made = monaco.editor.create(host.current, {
      ...editorOptions(),
      fontSize: 14,
      unicodeHighlight: { ambiguousCharacters: false, invisibleCharacters: false },
    });
    const face = whenFontLoads(() => monaco.editor.remeasureFonts());
    made.onDidBlurEditorText(() => draft.saveAll());
    made.addCommand(monaco.KeyMod.CtrlCmd | monaco.KeyCode.KeyS, () => draft.saveAll());
    setEditor(made);
    return () => {
      face();
      made.dispose();
      for (const model of models.values()) model.dispose();
      models.clear();
    };
  }, [draft, models]);

  useEffect(() => {
    if (editor === null || text === undefined) return;
    let model = models.get(active);
    if (model === undefined) {
      const address = monaco.Uri.from({ scheme: "lesson", path: `/${active}` });
      model = monaco.editor.createModel(text, languageOf(active), address);
      const path = active;
      const own = model;
      model.onDidChangeContent(() => draft.edit(path, own.getValue()));
      models.set(active, model);
    } else if (model.getValue() !== text) {
      // by the form, or theirs in the place of what was here: an edit like another, that can be undone
      const { from, to, put } = editBetween(model.getValue(), text);
      const range = monaco.Range.fromPositions(model.getPositionAt(from), model.getPositionAt(to));
      model.pushStackElement();
      model.pushEditOperations([], [{ range, text: put }], () => null);
      model.pushStackElement();
    }
    if (editor.getModel() === model) return;
    const before = editor.getModel();
    const view = editor.saveViewState();
    if (before && view) views.current.set(before.uri.path, view);
    editor.setModel(model);
    const kept = views.current.get(model.uri.path);
    if (kept) editor.restoreViewState(kept);
  }, [editor, active, text, draft, models]);

  useEffect(() => {
    if (editor === null || text === undefined) return;
    for (const [path, model] of models) {
      const own = problems.filter((problem) => problem.path === path);
      monaco.editor.setModelMarkers(
        model,
        "lesson",
        own.map(({ line, message }) => ({
          ...{ startLineNumber: line, endLineNumber: line, startColumn: 1 },
          endColumn: line <= model.getLineCount() ? model.getLineMaxColumn(line) : 1,
          ...{ message, severity: monaco.MarkerSeverity.Error },
        })),
      );
    }
  }, [editor, problems, models, text]);

  useEffect(() => {
    if (editor === null || goTo === null) return;
    editor.revealLineInCenter(goTo.line);
    editor.setPosition({ lineNumber: goTo.line, column: 1 });
    editor.focus();
  }, [editor, goTo]);

  const inserted = useRef(insertion?.turn ?? 0);
  useEffect(() => {
    const model = editor?.getModel();
    if (!editor || !model || insertion === null || insertion.turn === inserted.current) return;
    inserted.current = insertion.turn;
    const line = editor.getPosition()?.lineNumber ?? model.getLineCount();
    const column = model.getLineMaxColumn(line);
    const at = new monaco.Range(line, column, line, column);
    const text = `\n${insertion.text.replace(/\n$/, "")}`;
    editor.pushUndoStop();
    editor.executeEdits("insertion", [{ range: at, text, forceMoveMarkers: true }]);
    editor.pushUndoStop();
    editor.revealLineInCenterIfOutsideViewport(line + 2);
    editor.focus();
  }, [editor, insertion]);

  return <div ref={host} className="absolute inset-0" hidden={text === undefined} />;
}
