"use client";

import { SaveFile } from "@/components/editor/save-file";
import { showView } from "./lesson-view";
import { closeSplit, isClosed } from "./split-place";

/** A lesson's file goes to the home with one click; the workspace comes into sight for it. */
export function SaveLessonFile({ path, text }: { path: string; text: string }) {
  return <SaveFile path={path} text={text} onShow={showWorkspace} />;
}

function showWorkspace(): void {
  if (isClosed()) closeSplit(false);
  showView("terminal");
}
