import { useId } from "react";
import { RichText } from "@/components/lesson/rich-text";
import { typography } from "@/lib/content/typography";
import { none, shuffled } from "@/lib/quizzes/marking";
import { Explanation } from "./explanation";
import type { Fields } from "./fields";

interface Option {
  gauche: string;
  droite: string;
  explication: string;
}

/** Each left one with a list of the right ones: what every keyboard and screen reader knows. */
export function Pairs({
  id,
  options,
  answer,
  marks,
  onChange,
  labelledBy,
}: Fields & { id: string; options: Option[] }) {
  const name = useId();
  const order = shuffled(id, options.length);
  return (
    <fieldset aria-labelledby={labelledBy} className="mt-4 grid gap-2">
      {options.map(({ gauche, explication }, index) => {
        const verdict = marks?.items[index] ?? null;
        return (
          <div key={gauche} className="rounded-lg border border-edge px-4 py-2">
            <div className="grid items-center gap-x-4 gap-y-1 sm:grid-cols-2">
              <label htmlFor={`${name}-${index}`}>
                <RichText text={gauche} />
              </label>
              <select
                id={`${name}-${index}`}
                className="min-h-11 w-full min-w-0 rounded-lg border border-edge bg-surface px-3"
                value={answer[index] ?? none}
                onChange={(event) => {
                  const chosen = Number(event.target.value);
                  onChange(answer.map((one, at) => (at === index ? chosen : one)));
                }}
              >
                <option value={none}>Choisissez…</option>
                {order.map((right) => (
                  <option key={right} value={right}>
                    {typography(options[right]?.droite.replaceAll("`", "") ?? "")}
                  </option>
                ))}
              </select>
            </div>
            {verdict === null ? null : (
              <Explanation right={verdict} text={verdict ? explication : null} />
            )}
          </div>
        );
      })}
    </fieldset>
  );
}
