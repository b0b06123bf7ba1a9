/** A check as it is typed into the form: all of it texts, until it is a check again. */
import { slugify } from "@/lib/content/slug";
import { isPlain } from "./assign";
import { type Field, fieldsOf, type Kind, kinds, type Operator } from "./fields";
import { isSame } from "./same";

export interface Pair {
  name: string;
  value: string;
}

export interface Condition {
  operator: Operator;
  text: string;
  /** of a count: at most */
  most: string;
  /** of an element's fields */
  pairs: readonly Pair[];
}

export interface Comparison {
  path: string;
  not: boolean;
  pasEncore: string;
  conditions: readonly Condition[];
}

/** What each field holds; a name that is not there is empty. */
export interface CheckForm {
  kind: Kind;
  texts: Readonly<Record<string, string>>;
  flags: Readonly<Record<string, boolean>>;
  lists: Readonly<Record<string, readonly string[]>>;
  pairs: Readonly<Record<string, readonly Pair[]>>;
  where: readonly Comparison[];
}

type Values = Readonly<Record<string, unknown>>;

export const noCondition: Condition = { operator: "equals", text: "", most: "", pairs: [] };
export const noComparison: Comparison = {
  ...{ path: "", not: false, pasEncore: "", conditions: [noCondition] },
};

const shared = ["id", "title", "pasEncore", "mode", "needs"];

/** Fields that two kinds both have by a name keep apart what was typed: one may look at the other. */
export const slot = (kind: Kind, name: string): string =>
  shared.includes(name.split(".")[0] ?? "") ? name : `${kind}.${name}`;

const isKind = (value: unknown): value is Kind => kinds.some(([kind]) => kind === value);
const said = (value: unknown): string =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? String(value)
    : "";
const pairsOf = (value: unknown): Pair[] =>
  isPlain(value) ? Object.entries(value).map(([name, item]) => ({ name, value: said(item) })) : [];

/** A check that is new. */
export function emptyForm(kind: Kind): CheckForm {
  const form: CheckForm = { kind, texts: {}, flags: {}, lists: {}, pairs: {}, where: [] };
  return withKind(form, kind);
}

/** The same for another kind; what the other asks at least is there. */
export function withKind(form: CheckForm, kind: Kind): CheckForm {
  const object = kind === "engine" && !form.texts["engine.object"];
  return {
    ...form,
    kind,
    texts: object ? { ...form.texts, "engine.object": "container" } : form.texts,
    where:
      kind === "http" && form.where.length === 0
        ? [{ ...noComparison, path: "status", conditions: [{ ...noCondition, text: "200" }] }]
        : form.where,
  };
}

/** What is written of a check; what has not the form of one is left out. */
export function formOf(check: unknown): CheckForm {
  const values = isPlain(check) ? check : {};
  const kind = isKind(values.kind) ? values.kind : "engine";
  const texts: Record<string, string> = {};
  const flags: Record<string, boolean> = {};
  const lists: Record<string, readonly string[]> = {};
  const pairs: Record<string, readonly Pair[]> = {};
  for (const { name, input } of fieldsOf(kind)) {
    const value = values[name];
    const at = slot(kind, name);
    if (input === "flag") flags[at] = value === true;
    else if (input === "texts" || input === "needs")
      lists[at] = Array.isArray(value) ? value.map(said) : [];
    else if (input === "pairs") pairs[at] = pairsOf(value);
    else if (input === "count") Object.assign(texts, countTexts(at, value));
    else if (input === "message" || input === "expected") {
      texts[at] = said(value);
      if (isPlain(value))
        for (const [key, item] of Object.entries(value)) texts[`${at}.${key}`] = said(item);
      if (isPlain(value) && "autre" in value) texts[at] = said(value.autre);
      flags[`${at}.drawn`] = isPlain(value) && "value" in value;
    } else texts[at] = said(value);
  }
  const where = Array.isArray(values.where) ? values.where.map(comparisonOf) : [];
  return { kind, texts, flags, lists, pairs, where };
}

function countTexts(at: string, value: unknown): Record<string, string> {
  const { min, max } = isPlain(value) ? value : { min: value, max: value };
  return { [`${at}.min`]: said(min), [`${at}.max`]: said(max) };
}

function comparisonOf(value: unknown): Comparison {
  const { path, not, pasEncore, ...rest } = isPlain(value) ? value : {};
  const conditions = Object.entries(rest).flatMap(([key, item]): Condition[] => {
    if (key === "count") {
      const { "c.min": text = "", "c.max": most = "" } = countTexts("c", item);
      return [{ ...noCondition, operator: "count", text, most }];
    }
    if (key === "exists")
      return [{ ...noCondition, operator: item === false ? "absent" : "exists" }];
    if (key === "contains" && isPlain(item))
      return [{ ...noCondition, operator: "fields", pairs: pairsOf(item) }];
    if (
      key === "equals" ||
      key === "matches" ||
      key === "contains" ||
      key === "min" ||
      key === "max"
    )
      return [{ ...noCondition, operator: key, text: said(item) }];
    return [];
  });
  return { path: said(path), not: not === true, pasEncore: said(pasEncore), conditions };
}

/** The check as it would be written; a field that is empty is not there. */
export function checkOf(form: CheckForm): Values {
  const entries = fieldsOf(form.kind).map(
    (field) => [field.name, fieldValue(form, field)] as const,
  );
  return {
    kind: form.kind,
    ...Object.fromEntries(entries.filter(([, value]) => value !== undefined)),
  };
}

function fieldValue(form: CheckForm, { name, input }: Field): unknown {
  const at = slot(form.kind, name);
  const text = form.texts[at] ?? "";
  const below = (key: string) => form.texts[`${at}.${key}`] ?? "";
  switch (input) {
    case "flag":
      return form.flags[at] || undefined;
    case "number":
    case "port":
      return numberOr(text);
    case "count":
      return countOf(below("min"), below("max"));
    case "texts":
    case "needs":
      return filled(form.lists[at] ?? []);
    case "pairs":
      return recordOf(form.pairs[at] ?? []);
    case "message":
      return below("absent").trim() === "" ? given(text) : { absent: below("absent"), autre: text };
    case "expected":
      if (form.flags[`${at}.drawn`]) return { value: below("value") };
      return present({
        ...{ object: given(below("object")), name: given(below("name")) },
        ...{ path: given(below("path")), as: given(below("as")) },
      });
    case "where":
      return filled(form.where.map(matcherOf));
    default:
      return given(text);
  }
}

const given = (text: string): string | undefined => (text.trim() === "" ? undefined : text);
const filled = <T>(items: readonly T[]): readonly T[] | undefined =>
  items.length === 0 ? undefined : items;
const present = (values: Values): Values | undefined => {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
};

const isNumber = (text: string): boolean => /^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,6})?$/.test(text);

/** What is no number stays a text, for the rules to refuse. */
const numberOr = (text: string): number | string | undefined =>
  isNumber(text.trim()) ? Number(text) : given(text);

/** `true` and `200` as YAML would read them bare. */
const scalarOf = (text: string): string | number | boolean =>
  text === "true" || text === "false"
    ? text === "true"
    : isNumber(text) && String(Number(text)) === text
      ? Number(text)
      : text;

function countOf(min: string, max: string): unknown {
  const [least, most] = [numberOr(min), numberOr(max)];
  return least !== undefined && least === most ? least : present({ min: least, max: most });
}

const recordOf = (pairs: readonly Pair[], item = (value: string): unknown => value) =>
  present(Object.fromEntries(pairs.map(({ name, value }) => [name, item(value)])));

function matcherOf({ path, not, pasEncore, conditions }: Comparison): Values {
  const written = conditions.map(({ operator, text, most, pairs }): Values => {
    switch (operator) {
      case "exists":
        return { exists: true };
      case "absent":
        return { exists: false };
      case "count":
        return { count: countOf(text, most) };
      case "fields":
        return { contains: recordOf(pairs, scalarOf) ?? {} };
      case "matches":
        return { matches: text };
      case "min":
      case "max":
        return { [operator]: numberOr(text) };
      default:
        return { [operator]: scalarOf(text) };
    }
  });
  const all: Values = Object.assign({ path }, ...written);
  return present({ ...all, not: not || undefined, pasEncore: given(pasEncore) }) ?? {};
}

/** The form with an id of its own where none was typed. */
export function withId(form: CheckForm, taken: ReadonlySet<string>): CheckForm {
  if (form.texts.id?.trim()) return form;
  const base = slugify(form.texts.title ?? "")
    .slice(0, 40)
    .replace(/-+$/, "");
  if (base === "") return form;
  let id = base;
  for (let n = 2; taken.has(id); n++) id = `${base}-${n}`;
  return { ...form, texts: { ...form.texts, id } };
}

/**
 * The keys that differ from one form to another, with what they are in the second; `undefined`: gone.
 * A key that the form does not know is in neither.
 */
export function changesBetween(before: CheckForm, after: CheckForm): Values {
  const [old, now] = [checkOf(before), checkOf(after)];
  const keys = new Set([...Object.keys(old), ...Object.keys(now)]);
  return Object.fromEntries(
    [...keys].filter((key) => !isSame(old[key], now[key])).map((key) => [key, now[key]]),
  );
}

/**
 * The form that was begun from `base`, once the text says `now`: what was not touched here is as the
 * text has it; `both`: keys that were changed in either, here otherwise than there.
 */
export function rebased(
  form: CheckForm,
  base: CheckForm,
  now: CheckForm,
): { form: CheckForm; both: string[] } {
  const mine = changesBetween(base, form);
  const theirs = changesBetween(base, now);
  const merged = { ...checkOf(now) };
  for (const [key, value] of Object.entries(mine)) {
    if (value === undefined) delete merged[key];
    else merged[key] = value;
  }
  const both = Object.keys(mine).filter(
    (key) => Object.hasOwn(theirs, key) && !isSame(mine[key], theirs[key]),
  );
  return { form: Object.keys(theirs).length === 0 ? form : formOf(merged), both };
}
