/** What a check's form is typed into; each says its own errors. */
import { ArrowDown, ArrowUp, Plus, Trash2 } from "lucide-react";
import { type ReactNode, useId } from "react";
import { fieldClass } from "@/components/ui/field";
import type { Pair } from "@/lib/authoring/checks/form";

interface Shared {
  label: string;
  help?: string | undefined;
  required?: boolean | undefined;
  /** French; none: nothing is wrong */
  errors?: readonly string[];
}

export const smallButton =
  "inline-flex min-h-10 items-center gap-1.5 rounded-lg px-3 font-medium text-sea text-sm hover:bg-sea-wash disabled:opacity-50";
const iconButton =
  "grid size-10 shrink-0 place-items-center rounded-lg text-soft hover:bg-sunken hover:text-ink disabled:opacity-40";

/** A field with its label above, help and errors below. */
function Labelled({
  label,
  help,
  required,
  errors = [],
  children,
}: Shared & {
  children: (props: {
    id: string;
    "aria-invalid": boolean;
    "aria-describedby": string | undefined;
    "aria-required": boolean;
  }) => ReactNode;
}) {
  const id = useId();
  const below = [help ? `${id}-aide` : "", errors.length > 0 ? `${id}-erreur` : ""].filter(Boolean);
  return (
    <div>
      <label htmlFor={id} className="mb-1 block font-semibold text-sm">
        {label}
        {required ? null : <span className="font-normal text-soft"> (facultatif)</span>}
      </label>
      {children({
        ...{ id, "aria-invalid": errors.length > 0, "aria-required": required === true },
        "aria-describedby": below.length > 0 ? below.join(" ") : undefined,
      })}
      {help ? (
        <p id={`${id}-aide`} className="mt-1 text-soft text-sm">
          {help}
        </p>
      ) : null}
      <Errors id={`${id}-erreur`} errors={errors} />
    </div>
  );
}

export function Errors({ id, errors }: { id?: string; errors: readonly string[] }) {
  if (errors.length === 0) return null;
  return (
    <ul id={id} className="mt-1 text-coral text-sm">
      {errors.map((message) => (
        <li key={message}>{sentence(message)}</li>
      ))}
    </ul>
  );
}

/** « il manque » → « Il manque. » */
export const sentence = (message: string): string =>
  `${message.charAt(0).toUpperCase()}${message.slice(1)}${/[.!?]$/.test(message) ? "" : "."}`;

export function Line({
  value,
  onChange,
  suggestions = [],
  numeric = false,
  ...shared
}: Shared & {
  value: string;
  onChange: (value: string) => void;
  suggestions?: readonly string[];
  numeric?: boolean;
}) {
  const list = useId();
  return (
    <Labelled {...shared}>
      {(props) => (
        <>
          <input
            {...props}
            value={value}
            onChange={(event) => onChange(event.target.value)}
            inputMode={numeric ? "numeric" : undefined}
            list={suggestions.length > 0 ? list : undefined}
            autoComplete="off"
            autoCapitalize="none"
            className={fieldClass()}
          />
          {suggestions.length > 0 ? (
            <datalist id={list}>
              {suggestions.map((one) => (
                <option key={one} value={one} />
              ))}
            </datalist>
          ) : null}
        </>
      )}
    </Labelled>
  );
}

export function Long({
  value,
  onChange,
  rows = 3,
  ...shared
}: Shared & { value: string; onChange: (value: string) => void; rows?: number }) {
  return (
    <Labelled {...shared}>
      {(props) => (
        <textarea
          {...props}
          rows={rows}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          className={fieldClass("resize-y")}
        />
      )}
    </Labelled>
  );
}

export function Choice({
  value,
  onChange,
  choices,
  ...shared
}: Shared & {
  value: string;
  onChange: (value: string) => void;
  choices: readonly (readonly [string, string])[];
}) {
  return (
    <Labelled {...shared}>
      {(props) => (
        <select
          {...props}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          className={fieldClass()}
        >
          {/* as the text has it, right or wrong */}
          {choices.some(([one]) => one === value) ? null : <option value={value}>{value}</option>}
          {choices.map(([one, said]) => (
            <option key={one} value={one}>
              {said}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  );
}

export function Flag({
  value,
  onChange,
  label,
  help,
  errors = [],
}: Shared & { value: boolean; onChange: (value: boolean) => void }) {
  const id = useId();
  return (
    <div>
      <label className="flex min-h-10 items-center gap-3 font-semibold text-sm">
        <input
          type="checkbox"
          checked={value}
          onChange={(event) => onChange(event.target.checked)}
          aria-describedby={help ? id : undefined}
          className="size-5 shrink-0 accent-sea"
        />
        {label}
      </label>
      {help ? (
        <p id={id} className="text-soft text-sm">
          {help}
        </p>
      ) : null}
      <Errors errors={errors} />
    </div>
  );
}

/** Fields that belong together. */
export function Group({
  label,
  help,
  errors = [],
  children,
}: Omit<Shared, "required"> & { children: ReactNode }) {
  const id = useId();
  return (
    <fieldset aria-describedby={help ? id : undefined} className="min-w-0">
      <legend className="mb-1 font-semibold text-sm">{label}</legend>
      {help ? (
        <p id={id} className="mb-2 text-soft text-sm">
          {help}
        </p>
      ) : null}
      {children}
      <Errors errors={errors} />
    </fieldset>
  );
}

/** Several texts in an order. */
export function Texts({
  values,
  onChange,
  name,
  rows = 1,
  errorsAt,
  adding,
}: {
  values: readonly string[];
  onChange: (values: readonly string[]) => void;
  /** « Argument » : each is called so, with its number */
  name: string;
  rows?: number;
  errorsAt: (index: number) => readonly string[];
  adding: string;
}) {
  return (
    <>
      <ol className="space-y-2">
        {values.map((value, index) => {
          const called = `${name} ${index + 1}`;
          const errors = errorsAt(index);
          const move = (to: number) => onChange(values.toSpliced(index, 1).toSpliced(to, 0, value));
          return (
            <li key={index}>
              <div className="flex items-start gap-0.5">
                <textarea
                  aria-label={called}
                  aria-invalid={errors.length > 0}
                  rows={rows}
                  value={value}
                  onChange={(event) => onChange(values.with(index, event.target.value))}
                  className={fieldClass("resize-y")}
                />
                <Icon
                  label={`Monter\u00a0: ${called}`}
                  disabled={index === 0}
                  onClick={() => move(index - 1)}
                >
                  <ArrowUp className="size-4" aria-hidden />
                </Icon>
                <Icon
                  label={`Descendre\u00a0: ${called}`}
                  disabled={index === values.length - 1}
                  onClick={() => move(index + 1)}
                >
                  <ArrowDown className="size-4" aria-hidden />
                </Icon>
                <Icon
                  label={`Retirer\u00a0: ${called}`}
                  onClick={() => onChange(values.toSpliced(index, 1))}
                >
                  <Trash2 className="size-4" aria-hidden />
                </Icon>
              </div>
              <Errors errors={errors} />
            </li>
          );
        })}
      </ol>
      <Add onClick={() => onChange([...values, ""])}>{adding}</Add>
    </>
  );
}

/** Names and their values. */
export function Pairs({
  values,
  onChange,
}: {
  values: readonly Pair[];
  onChange: (values: readonly Pair[]) => void;
}) {
  return (
    <>
      <ul className="space-y-2">
        {values.map((pair, index) => (
          <li key={index} className="flex items-center gap-1">
            {(["name", "value"] as const).map((key) => (
              <input
                key={key}
                aria-label={`${key === "name" ? "Nom" : "Valeur"} ${index + 1}`}
                placeholder={key === "name" ? "Nom" : "Valeur"}
                value={pair[key]}
                onChange={(event) =>
                  onChange(values.with(index, { ...pair, [key]: event.target.value }))
                }
                autoComplete="off"
                autoCapitalize="none"
                className={fieldClass()}
              />
            ))}
            <Icon
              label={`Retirer la ligne ${index + 1}`}
              onClick={() => onChange(values.toSpliced(index, 1))}
            >
              <Trash2 className="size-4" aria-hidden />
            </Icon>
          </li>
        ))}
      </ul>
      <Add onClick={() => onChange([...values, { name: "", value: "" }])}>Ajouter une ligne</Add>
    </>
  );
}

export function Add({
  onClick,
  focusName,
  children,
}: {
  onClick: () => void;
  /** by which the keyboard is led back to it */
  focusName?: string;
  children: ReactNode;
}) {
  return (
    <button type="button" data-focus={focusName} className={smallButton} onClick={onClick}>
      <Plus className="size-4" aria-hidden />
      {children}
    </button>
  );
}

export function Icon({
  label,
  disabled = false,
  onClick,
  children,
}: {
  label: string;
  disabled?: boolean;
  onClick: () => void;
  children: ReactNode;
}) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      disabled={disabled}
      className={iconButton}
      onClick={onClick}
    >
      {children}
    </button>
  );
}
