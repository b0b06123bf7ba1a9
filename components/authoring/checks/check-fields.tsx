/** Every field of a check of one kind. */
import { type Field, fieldsOf, objectChoices } from "@/lib/authoring/checks/fields";
import { type CheckForm, slot } from "@/lib/authoring/checks/form";
import type { Issue } from "@/lib/authoring/checks/read";
import { Comparisons } from "./comparisons";
import { Choice, Flag, Group, Line, Long, Pairs, Texts } from "./inputs";
import { saidAt, saidBelow } from "./said";

export interface FieldsProps {
  form: CheckForm;
  /** paths within the check */
  issues: readonly Issue[];
  /** ids of the checks that come before */
  earlier: readonly string[];
  /** names of the values that are drawn */
  values: readonly string[];
  onChange: (form: CheckForm) => void;
}

export function CheckFields(props: FieldsProps) {
  return fieldsOf(props.form.kind).map((field) => (
    <OneField key={slot(props.form.kind, field.name)} field={field} {...props} />
  ));
}

function OneField({ field, ...props }: FieldsProps & { field: Field }) {
  const { form, issues, earlier, onChange } = props;
  const { name, input, label, help, required } = field;
  const at = slot(form.kind, name);
  const text = form.texts[at] ?? "";
  const errors = saidBelow(issues, 0, name);
  const setText = (value: string, key = at) =>
    onChange({ ...form, texts: { ...form.texts, [key]: value } });
  const setList = (value: readonly string[]) =>
    onChange({ ...form, lists: { ...form.lists, [at]: value } });
  const shared = { label, help, required, errors };
  switch (input) {
    case "flag":
      return (
        <Flag
          {...shared}
          value={form.flags[at] ?? false}
          onChange={(value) => onChange({ ...form, flags: { ...form.flags, [at]: value } })}
        />
      );
    case "choice":
      return <Choice {...shared} choices={field.choices ?? []} value={text} onChange={setText} />;
    case "long":
      return <Long {...shared} value={text} onChange={setText} />;
    case "count":
      return (
        <Group label={label} help={help} errors={errors}>
          <div className="grid grid-cols-2 gap-2">
            {(["min", "max"] as const).map((key) => (
              <Line
                key={key}
                label={key === "min" ? "Au moins" : "Au plus"}
                numeric
                value={form.texts[`${at}.${key}`] ?? ""}
                onChange={(value) => setText(value, `${at}.${key}`)}
              />
            ))}
          </div>
        </Group>
      );
    case "texts":
      return (
        <Group label={label} help={help} errors={saidAt(issues, [name])}>
          <Texts
            name="Élément"
            adding={
              (form.lists[at] ?? []).length === 0 ? "Ajouter le programme" : "Ajouter un argument"
            }
            values={form.lists[at] ?? []}
            onChange={setList}
            errorsAt={(index) => saidAt(issues, [name, index])}
          />
        </Group>
      );
    case "pairs":
      return (
        <Group label={label} help={help} errors={errors}>
          <Pairs
            values={form.pairs[at] ?? []}
            onChange={(value) => onChange({ ...form, pairs: { ...form.pairs, [at]: value } })}
          />
        </Group>
      );
    case "needs": {
      const chosen = form.lists[at] ?? [];
      const ids = [...new Set([...earlier, ...chosen])];
      if (ids.length === 0) return null;
      return (
        <Group label={label} help={help} errors={errors}>
          {ids.map((id) => (
            <label key={id} className="flex min-h-10 items-center gap-3 text-sm">
              <input
                type="checkbox"
                checked={chosen.includes(id)}
                onChange={(event) =>
                  setList(
                    event.target.checked ? [...chosen, id] : chosen.filter((one) => one !== id),
                  )
                }
                className="size-5 shrink-0 accent-sea"
              />
              <span className="font-mono">{id}</span>
            </label>
          ))}
        </Group>
      );
    }
    case "message":
      return (
        <>
          <Long {...shared} value={text} onChange={setText} />
          <Long
            label="Une autre phrase si rien n’est là"
            help="Dite quand l’objet, le fichier ou le port n’existe pas encore ; la première l’est dans les autres cas."
            rows={2}
            value={form.texts[`${at}.absent`] ?? ""}
            onChange={(value) => setText(value, `${at}.absent`)}
          />
        </>
      );
    case "expected":
      return <Expected {...props} at={at} label={label} errors={errors} />;
    case "where":
      return (
        <Comparisons
          kind={form.kind}
          values={form.where}
          issues={issues
            .filter(({ path }) => path[0] === name)
            .map((issue) => ({ ...issue, path: issue.path.slice(1) }))}
          onChange={(where) => onChange({ ...form, where })}
        />
      );
    default:
      return <Line {...shared} numeric={input === "number"} value={text} onChange={setText} />;
  }
}

/** The right answer: a value of the learner's engine, or one that was drawn for them. */
function Expected({
  form,
  values,
  onChange,
  at,
  label,
  errors,
}: FieldsProps & { at: string; label: string; errors: readonly string[] }) {
  const drawn = form.flags[`${at}.drawn`] ?? false;
  const text = (key: string) => form.texts[`${at}.${key}`] ?? "";
  const set = (key: string) => (value: string) =>
    onChange({ ...form, texts: { ...form.texts, [`${at}.${key}`]: value } });
  return (
    <Group label={label} errors={errors}>
      <div className="space-y-3 rounded-lg border border-line bg-surface p-3">
        <Choice
          label="Elle vient"
          required
          choices={[
            ["engine", "de Docker, chez l’apprenant"],
            ["drawn", "d’une valeur tirée pour l’apprenant"],
          ]}
          value={drawn ? "drawn" : "engine"}
          onChange={(value) =>
            onChange({ ...form, flags: { ...form.flags, [`${at}.drawn`]: value === "drawn" } })
          }
        />
        {drawn ? (
          <Line
            label="Valeur"
            required
            help="Comme {{mot}} : une des valeurs de l’exercice (values)."
            suggestions={values.map((name) => `{{${name}}}`)}
            value={text("value")}
            onChange={set("value")}
          />
        ) : (
          <>
            <Choice
              label="Objet"
              required
              choices={[["", "Choisissez"], ...objectChoices]}
              value={text("object")}
              onChange={set("object")}
            />
            <Line label="Son nom" required value={text("name")} onChange={set("name")} />
            <Line
              label="Où la lire"
              required
              help="Le chemin dans docker inspect, comme NetworkSettings.Networks.*.IPAddress."
              value={text("path")}
              onChange={set("path")}
            />
            <Choice
              label="Ce qui est demandé"
              choices={[
                ["", "La valeur elle-même"],
                ["count", "Le nombre d’éléments"],
              ]}
              value={text("as")}
              onChange={set("as")}
            />
          </>
        )}
      </div>
    </Group>
  );
}
