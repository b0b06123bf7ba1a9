/** The comparisons of a check: at a path of what is looked at, one or several conditions. */
import { Trash2 } from "lucide-react";
import { type Kind, operators, usualPaths } from "@/lib/authoring/checks/fields";
import {
  type Comparison,
  type Condition,
  noComparison,
  noCondition,
} from "@/lib/authoring/checks/form";
import type { Issue } from "@/lib/authoring/checks/read";
import { Add, Choice, Errors, Flag, Group, Icon, Line, Long, Pairs } from "./inputs";
import { saidAt, saidBelow } from "./said";

export function Comparisons({
  kind,
  values,
  issues,
  onChange,
}: {
  kind: Kind;
  values: readonly Comparison[];
  /** paths within `where` */
  issues: readonly Issue[];
  onChange: (values: readonly Comparison[]) => void;
}) {
  const paths = kind === "answer" ? [] : usualPaths[kind];
  return (
    <Group
      label="Comparaisons"
      help="Toutes doivent être vraies, de la plus grossière à la plus fine : la première qui ne l’est pas donne sa phrase."
      errors={saidAt(issues, [])}
    >
      <ol className="space-y-3">
        {values.map((comparison, index) => {
          const set = (change: Partial<Comparison>) =>
            onChange(values.with(index, { ...comparison, ...change }));
          return (
            <li key={index}>
              <fieldset className="min-w-0 space-y-3 rounded-lg border border-line bg-surface p-3">
                <legend className="sr-only">Comparaison {index + 1}</legend>
                <div className="flex items-start gap-1">
                  <div className="min-w-0 flex-1">
                    <Line
                      label="Ce qui est comparé"
                      required
                      help="Des noms joints par des points ; * pour chaque élément."
                      suggestions={paths}
                      value={comparison.path}
                      onChange={(path) => set({ path })}
                      errors={saidAt(issues, [index, "path"])}
                    />
                  </div>
                  <Icon
                    label={`Retirer la comparaison ${index + 1}`}
                    onClick={() => onChange(values.toSpliced(index, 1))}
                  >
                    <Trash2 className="size-4" aria-hidden />
                  </Icon>
                </div>
                {comparison.conditions.map((condition, at) => (
                  <ConditionFields
                    key={at}
                    condition={condition}
                    issues={issues.filter(({ path }) => path[0] === index)}
                    onChange={(one) => set({ conditions: comparison.conditions.with(at, one) })}
                    onRemove={() => set({ conditions: comparison.conditions.toSpliced(at, 1) })}
                  />
                ))}
                <Errors errors={saidAt(issues, [index])} />
                <Add onClick={() => set({ conditions: [...comparison.conditions, noCondition] })}>
                  Ajouter une condition
                </Add>
                <Long
                  label="Sa propre phrase de « pas encore »"
                  rows={2}
                  value={comparison.pasEncore}
                  onChange={(pasEncore) => set({ pasEncore })}
                  errors={saidAt(issues, [index, "pasEncore"])}
                />
                <Flag
                  label="L’inverse doit être vrai"
                  value={comparison.not}
                  onChange={(not) => set({ not })}
                />
              </fieldset>
            </li>
          );
        })}
      </ol>
      <Add onClick={() => onChange([...values, noComparison])}>Ajouter une comparaison</Add>
    </Group>
  );
}

function ConditionFields({
  condition,
  issues,
  onChange,
  onRemove,
}: {
  condition: Condition;
  /** paths within `where` */
  issues: readonly Issue[];
  onChange: (condition: Condition) => void;
  onRemove: () => void;
}) {
  const { operator, text, most, pairs } = condition;
  const key = operator === "absent" ? "exists" : operator === "fields" ? "contains" : operator;
  const errors = saidBelow(issues, 1, key);
  const set = (change: Partial<Condition>) => onChange({ ...condition, ...change });
  const asked = operator !== "exists" && operator !== "absent";
  return (
    <div className="flex items-end gap-1">
      <div className="grid min-w-0 flex-1 gap-2 sm:grid-cols-2">
        <Choice
          label="Condition"
          required
          choices={operators}
          value={operator}
          onChange={(value) => {
            const next = operators.find(([name]) => name === value);
            if (next) set({ operator: next[0] });
          }}
          errors={asked ? [] : errors}
        />
        {operator === "count" ? (
          <div className="grid grid-cols-2 gap-2">
            <Line
              label="Au moins"
              required
              numeric
              value={text}
              onChange={(value) => set({ text: value })}
              errors={errors}
            />
            <Line
              label="Au plus"
              required
              numeric
              value={most}
              onChange={(value) => set({ most: value })}
            />
          </div>
        ) : operator === "fields" ? (
          <Group label="Ces champs" errors={errors}>
            <Pairs values={pairs} onChange={(value) => set({ pairs: value })} />
          </Group>
        ) : asked ? (
          <Line
            label="Valeur"
            required
            value={text}
            onChange={(value) => set({ text: value })}
            errors={errors}
          />
        ) : null}
      </div>
      <Icon label="Retirer la condition" onClick={onRemove}>
        <Trash2 className="size-4" aria-hidden />
      </Icon>
    </div>
  );
}
