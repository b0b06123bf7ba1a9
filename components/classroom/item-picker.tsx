import { ArrowDown, ArrowUp, X } from "lucide-react";
import { useState } from "react";
import { helpClass, labelTextClass } from "@/components/ui/field";
import { type AssignedItem, itemKey, maxItems } from "@/lib/protocol/classroom";

export type PickerItem = AssignedItem & { title: string; minutes: number };
export interface PickerChapter {
  slug: string;
  title: string;
  items: PickerItem[];
}

/** Lessons and exercises of the course to be ticked, and those that are, in their order. */
export function ItemPicker({
  chapters,
  chosen,
  onChange,
}: {
  chapters: PickerChapter[];
  chosen: AssignedItem[];
  onChange: (chosen: AssignedItem[]) => void;
}) {
  const [said, setSaid] = useState("");
  const all = new Map(chapters.flatMap(({ items }) => items).map((item) => [itemKey(item), item]));
  const keys = new Set(chosen.map(itemKey));
  const toggle = (item: PickerItem) => {
    const { kind, target } = item;
    const rest = chosen.filter((one) => itemKey(one) !== itemKey(item));
    const one: AssignedItem = kind === "lesson" ? { kind, target } : { kind, target };
    onChange(rest.length < chosen.length ? rest : [...chosen, one]);
  };
  const move = (index: number, by: -1 | 1) => {
    const next = [...chosen];
    const [item] = next.splice(index, 1);
    if (item === undefined) return;
    next.splice(index + by, 0, item);
    onChange(next);
    setSaid(`${titleOf(item)}, place ${index + by + 1} sur ${chosen.length}`);
  };
  const titleOf = (item: AssignedItem) => all.get(itemKey(item))?.title ?? item.target;
  const full = chosen.length >= maxItems;
  return (
    <fieldset className="min-w-0">
      <legend className={labelTextClass}>Leçons et exercices</legend>
      <div className="grid gap-6 lg:grid-cols-2">
        <div className="max-h-[26rem] overflow-y-auto rounded-lg border border-line">
          {chapters.map((chapter) => {
            const ticked = chapter.items.filter((item) => keys.has(itemKey(item))).length;
            return (
              <details key={chapter.slug} className="border-line border-b last:border-b-0">
                <summary className="flex min-h-11 items-center gap-3 px-4 py-2 font-semibold">
                  <span className="mr-auto min-w-0">{chapter.title}</span>
                  {ticked > 0 ? (
                    <span className="shrink-0 rounded-full bg-sea-wash px-2.5 text-sea text-sm tabular-nums">
                      {ticked}
                      <span className="sr-only"> choisis</span>
                    </span>
                  ) : null}
                </summary>
                <ul className="px-2 pb-2">
                  {chapter.items.map((item) => (
                    <li key={itemKey(item)}>
                      <label
                        className={`flex min-h-10 items-center gap-3 rounded-lg py-1 pr-2 hover:bg-sunken ${item.kind === "exercise" ? "pl-9" : "pl-2"}`}
                      >
                        <input
                          type="checkbox"
                          className="size-5 shrink-0"
                          checked={keys.has(itemKey(item))}
                          disabled={full && !keys.has(itemKey(item))}
                          onChange={() => toggle(item)}
                        />
                        <span className="mr-auto min-w-0 leading-snug">
                          {item.title}
                          <span className="text-soft text-sm">
                            {item.kind === "lesson" ? ", leçon" : ", exercice"}
                          </span>
                        </span>
                        <span className="shrink-0 text-soft text-sm tabular-nums">
                          {item.minutes}&nbsp;min
                        </span>
                      </label>
                    </li>
                  ))}
                </ul>
              </details>
            );
          })}
        </div>
        <div className="min-w-0">
          <p className="text-soft" aria-live="polite">
            {chosen.length === 0
              ? "Rien n’est choisi encore."
              : `${chosen.length} ${chosen.length === 1 ? "élément choisi" : "éléments choisis"}, dans cet ordre :`}
          </p>
          <ol className="mt-2 grid gap-1">
            {chosen.map((item, index) => (
              <li
                key={itemKey(item)}
                className="flex items-center gap-1 rounded-lg bg-sunken py-1 pr-1 pl-3"
              >
                <span className="mr-auto min-w-0 leading-snug">
                  <span className="mr-2 text-soft tabular-nums">{index + 1}.</span>
                  {titleOf(item)}
                  <span className="text-soft text-sm">
                    {item.kind === "lesson" ? ", leçon" : ", exercice"}
                  </span>
                </span>
                <Small
                  label={`Monter ${titleOf(item)}`}
                  disabled={index === 0}
                  onClick={() => move(index, -1)}
                >
                  <ArrowUp className="size-4" aria-hidden />
                </Small>
                <Small
                  label={`Descendre ${titleOf(item)}`}
                  disabled={index === chosen.length - 1}
                  onClick={() => move(index, 1)}
                >
                  <ArrowDown className="size-4" aria-hidden />
                </Small>
                <Small
                  label={`Enlever ${titleOf(item)}`}
                  onClick={() => onChange(chosen.filter((one) => one !== item))}
                >
                  <X className="size-4" aria-hidden />
                </Small>
              </li>
            ))}
          </ol>
          {full ? <p className={helpClass}>Un devoir compte {maxItems} éléments au plus.</p> : null}
          <span role="status" className="sr-only">
            {said}
          </span>
        </div>
      </div>
    </fieldset>
  );
}

function Small({
  label,
  disabled = false,
  onClick,
  children,
}: {
  label: string;
  disabled?: boolean;
  onClick: () => void;
  children: React.ReactNode;
}) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      disabled={disabled}
      onClick={onClick}
      className="grid size-9 shrink-0 place-items-center rounded-lg text-soft hover:bg-surface hover:text-ink disabled:opacity-40"
    >
      {children}
    </button>
  );
}
