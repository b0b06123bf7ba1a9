import { ArrowDown, ArrowUp } from "lucide-react";
import { useState } from "react";
import { RichText } from "@/components/lesson/rich-text";
import { Explanation } from "./explanation";
import type { Fields } from "./fields";

interface Option {
  texte: string;
  explication: string;
}

const arrow =
  "grid size-11 place-items-center rounded-lg text-soft hover:bg-sunken hover:text-ink aria-disabled:opacity-40";

/** Items moved up and down by buttons: by keyboard, finger and mouse alike. */
export function Order({
  options,
  answer,
  marks,
  onChange,
  labelledBy,
}: Fields & { options: Option[] }) {
  const [said, setSaid] = useState("");
  const move = (from: number, by: number) => {
    const to = from + by;
    const item = answer[from];
    const other = answer[to];
    if (item === undefined || other === undefined) return;
    onChange(answer.map((one, index) => (index === to ? item : index === from ? other : one)));
    setSaid(`${options[item]?.texte.replaceAll("`", "")} : place ${to + 1} sur ${answer.length}`);
  };
  return (
    <>
      <ol aria-labelledby={labelledBy} className="mt-4! grid list-none! gap-2 pl-0!">
        {answer.map((item, index) => {
          const option = options[item];
          if (!option) return null;
          const verdict = marks?.items[item] ?? null;
          const text = option.texte.replaceAll("`", "");
          return (
            <li key={option.texte} className="my-0! rounded-lg border border-edge py-1 pr-1 pl-4">
              <div className="flex items-center gap-3 leading-snug">
                <span aria-hidden className="font-display font-semibold text-soft">
                  {index + 1}
                </span>
                <span className="flex-1">
                  <RichText text={option.texte} />
                </span>
                <button
                  type="button"
                  className={arrow}
                  aria-label={`Monter : ${text}`}
                  aria-disabled={index === 0}
                  onClick={() => move(index, -1)}
                >
                  <ArrowUp className="size-5" aria-hidden />
                </button>
                <button
                  type="button"
                  className={arrow}
                  aria-label={`Descendre : ${text}`}
                  aria-disabled={index === answer.length - 1}
                  onClick={() => move(index, 1)}
                >
                  <ArrowDown className="size-5" aria-hidden />
                </button>
              </div>
              {verdict === null ? null : (
                <div className="pr-3 pb-2">
                  <Explanation right={verdict} text={verdict ? option.explication : null} />
                </div>
              )}
            </li>
          );
        })}
      </ol>
      <p aria-live="polite" className="sr-only">
        {said}
      </p>
    </>
  );
}
