"use client";

import clsx from "clsx";
import { useEffect, useRef, useState } from "react";
import { resumeAt } from "@/lib/progress/resume";
import { foldId } from "./fold-id";
import { useProgress } from "./progress-store";

interface ChapterOutline {
  readonly slug: string;
  /** ids of its lessons */
  readonly lessons: readonly string[];
}

const foldOf = (slug: string): HTMLDetailsElement | null => {
  const element = document.getElementById(foldId(slug));
  return element instanceof HTMLDetailsElement ? element : null;
};

/**
 * Opens the chapter that the address names, or the one where the learner is, and folds the others;
 * and all of them at once for whoever wants to read the whole table.
 */
export function FoldsGuide({ chapters }: { chapters: readonly ChapterOutline[] }) {
  const { progress } = useProgress();
  const placed = useRef(false);
  const [all, setAll] = useState(false);
  const [ready, setReady] = useState(false);
  useEffect(() => setReady(true), []);

  useEffect(() => {
    const show = () => {
      const named = chapters.find(({ slug }) => location.hash === `#${slug}`);
      const fold = named === undefined ? null : foldOf(named.slug);
      if (fold === null) return false;
      fold.open = true;
      fold.scrollIntoView();
      return true;
    };
    if (show()) placed.current = true;
    addEventListener("hashchange", show);
    return () => removeEventListener("hashchange", show);
  }, [chapters]);

  useEffect(() => {
    if (placed.current || progress === null) return;
    placed.current = true;
    // what the learner opened before their progress was known is theirs
    if (chapters.some(({ slug }, index) => foldOf(slug)?.open !== (index === 0))) return;
    const lessons = chapters.flatMap(({ slug, lessons }) => lessons.map((id) => ({ id, slug })));
    const current = resumeAt(lessons, progress.lessons)?.slug ?? chapters[0]?.slug;
    for (const { slug } of chapters) {
      const fold = foldOf(slug);
      if (fold) fold.open = slug === current;
    }
  }, [chapters, progress]);

  return (
    // nothing to press without JavaScript; its place is kept
    <div className={clsx("mt-8 mb-2 flex justify-end", !ready && "invisible")}>
      <button
        type="button"
        className="no-print -mr-3 min-h-11 rounded-lg px-3 font-semibold text-sea text-sm hover:bg-sea-wash"
        onClick={() => {
          for (const { slug } of chapters) {
            const fold = foldOf(slug);
            if (fold) fold.open = !all;
          }
          setAll(!all);
        }}
      >
        {all ? "Tout replier" : "Tout déplier"}
      </button>
    </div>
  );
}
