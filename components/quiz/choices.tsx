import clsx from "clsx";
import { useId } from "react";
import { RichText } from "@/components/lesson/rich-text";
import { Explanation } from "./explanation";
import type { Fields } from "./fields";

interface Option {
  texte: string;
  explication: string;
}

/** One answer, or several. */
export function Choices({
  many,
  options,
  answer,
  marks,
  onChange,
  labelledBy,
}: Fields & { many: boolean; options: Option[] }) {
  const name = useId();
  const toggle = (index: number) => {
    if (!many) return onChange([index]);
    onChange(answer.includes(index) ? answer.filter((one) => one !== index) : [...answer, index]);
  };
  return (
    <fieldset aria-labelledby={labelledBy} className="mt-4 grid gap-2">
      {options.map(({ texte, explication }, index) => {
        const chosen = answer.includes(index);
        const verdict = marks?.items[index] ?? null;
        return (
          <div
            key={texte}
            className={clsx(
              "rounded-lg border px-4 py-1",
              chosen ? "border-sea bg-sea-wash" : "border-edge hover:border-sea",
            )}
          >
            <label className="flex min-h-11 items-baseline gap-3 py-1.5 leading-snug">
              <input
                type={many ? "checkbox" : "radio"}
                name={name}
                className="size-4 shrink-0 translate-y-0.5 accent-sea"
                checked={chosen}
                onChange={() => toggle(index)}
              />
              <span>
                <RichText text={texte} />
              </span>
            </label>
            {verdict === null ? null : (
              <div className="pb-2 pl-7">
                <Explanation right={verdict} text={explication} />
              </div>
            )}
          </div>
        );
      })}
    </fieldset>
  );
}
