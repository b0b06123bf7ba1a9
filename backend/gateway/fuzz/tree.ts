/**
 * JSON as a tree that can say what no parser's result can: a key twice, a number as it was
 * written, a key in another case. Mutations keep most of a sound body, so that it gets far.
 */
import fc from "fast-check";

export type Tree =
  | { kind: "object"; entries: (readonly [string, Tree])[] }
  | { kind: "array"; items: Tree[] }
  | { kind: "raw"; text: string };

export function treeOf(value: unknown): Tree {
  if (Array.isArray(value)) return { kind: "array", items: value.map(treeOf) };
  if (typeof value === "object" && value !== null)
    return {
      kind: "object",
      entries: Object.entries(value).map(([key, each]) => [key, treeOf(each)]),
    };
  return { kind: "raw", text: JSON.stringify(value) ?? "null" };
}

export function write(tree: Tree): string {
  switch (tree.kind) {
    case "raw":
      return tree.text;
    case "array":
      return `[${tree.items.map(write).join(",")}]`;
    case "object":
      return `{${tree.entries.map(([key, value]) => `${JSON.stringify(key)}:${write(value)}`).join(",")}}`;
  }
}

export type Mutation =
  | { does: "replace"; at: number; by: Tree }
  | { does: "double"; at: number; by: Tree }
  | { does: "refold"; at: number; how: number }
  | { does: "add"; at: number; key: string; by: Tree }
  | { does: "remove"; at: number };

/** Applied to the node that `at` picks, counted through the whole tree. */
export function mutate(tree: Tree, mutation: Mutation): Tree {
  let seen = -1;
  const total = Math.max(1, countNodes(tree));
  const visit = (node: Tree): Tree => {
    seen += 1;
    if (seen === mutation.at % total) return change(node, mutation);
    if (node.kind === "array") return { kind: "array", items: node.items.map(visit) };
    if (node.kind === "object")
      return { kind: "object", entries: node.entries.map(([key, value]) => [key, visit(value)]) };
    return node;
  };
  return visit(tree);
}

function countNodes(tree: Tree): number {
  const below =
    tree.kind === "array"
      ? tree.items
      : tree.kind === "object"
        ? tree.entries.map(([, value]) => value)
        : [];
  return below.reduce((sum, node) => sum + countNodes(node), 1);
}

function change(node: Tree, mutation: Mutation): Tree {
  if (mutation.does === "replace") return mutation.by;
  if (node.kind === "array") return { kind: "array", items: changeItems(node.items, mutation) };
  if (node.kind !== "object") return mutation.does === "remove" ? { kind: "raw", text: "" } : node;
  const { entries } = node;
  if (entries.length === 0 && mutation.does !== "add") return node;
  const index = entries.length === 0 ? 0 : mutation.at % entries.length;
  const [key, value] = entries[index] ?? ["", { kind: "raw", text: "0" }];
  switch (mutation.does) {
    case "add":
      return { kind: "object", entries: [...entries, [mutation.key, mutation.by]] };
    case "double":
      return { kind: "object", entries: [...entries, [key, mutation.by]] };
    case "refold":
      return { kind: "object", entries: entries.with(index, [refold(key, mutation.how), value]) };
    case "remove":
      return { kind: "object", entries: entries.toSpliced(index, 1) };
  }
}

function changeItems(items: Tree[], mutation: Mutation): Tree[] {
  if (mutation.does === "remove") return items.toSpliced(mutation.at % (items.length || 1), 1);
  return "by" in mutation ? [...items, mutation.by] : items;
}

/** The spellings that Go's decoder, which folds case as Unicode does, takes for the same key. */
const refold = (key: string, how: number): string =>
  [
    key.toLowerCase(),
    key.toUpperCase(),
    key.replace(/s/i, "ſ"),
    key.replace(/k/i, "\u212a"),
    `${key}\u0000`,
  ][how % 5] ?? key;

const deep = fc.constantFrom(30, 10_000).map((depth): Tree => {
  return { kind: "raw", text: "[".repeat(depth) + "]".repeat(depth) };
});
const odd = fc
  .constantFrom("null", "true", "-1", "0", "1e400", "9007199254740993", "0.5", '""', "[]", "{}")
  .map((text): Tree => ({ kind: "raw", text }));

/** `dictionary`: keys and values that are worth putting somewhere in this kind of body. */
export function mutations(
  dictionary: readonly (readonly [string, unknown])[],
  text: fc.Arbitrary<string>,
): fc.Arbitrary<Mutation[]> {
  const at = fc.nat(200);
  const by = fc.oneof(
    { weight: 4, arbitrary: odd },
    { weight: 1, arbitrary: deep },
    { weight: 3, arbitrary: text.map(treeOf) },
    { weight: 3, arbitrary: fc.constantFrom(...dictionary).map(([, value]) => treeOf(value)) },
    {
      weight: 1,
      arbitrary: fc.json({ maxDepth: 3 }).map((raw): Tree => ({ kind: "raw", text: raw })),
    },
  );
  const added = fc.oneof(
    fc.constantFrom(...dictionary).map(([key, value]) => ({ key, by: treeOf(value) })),
    fc.record({
      key: fc.constantFrom(
        "__proto__",
        "constructor",
        "toString",
        "",
        ...dictionary.map(([key]) => key),
      ),
      by,
    }),
  );
  const one = fc.oneof(
    fc.record({ does: fc.constant("replace" as const), at, by }),
    fc.record({ does: fc.constant("double" as const), at, by }),
    fc.record({ does: fc.constant("refold" as const), at, how: fc.nat(4) }),
    fc
      .record({ at: fc.oneof(fc.constant(0), at), added })
      .map((all) => ({ does: "add" as const, at: all.at, ...all.added })),
    fc.record({ does: fc.constant("remove" as const), at }),
  );
  return fc.oneof(
    { weight: 3, arbitrary: fc.constant<Mutation[]>([]) },
    { weight: 5, arbitrary: fc.array(one, { minLength: 1, maxLength: 2 }) },
    { weight: 1, arbitrary: fc.array(one, { minLength: 3, maxLength: 6 }) },
  );
}
