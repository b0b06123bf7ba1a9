/** Gives a node of a YAML document another value, keeping what was written of it where it is the same. */
import { type Document, isMap, isNode, isScalar, isSeq, type YAMLMap, type YAMLSeq } from "yaml";
import { isSame } from "./same";

type Plain = Readonly<Record<string, unknown>>;

export const isPlain = (value: unknown): value is Plain =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Sets these keys; `undefined` removes one. `order`: where a key that is new goes. */
export function assignKeys(
  document: Document,
  map: YAMLMap,
  changes: Plain,
  order: readonly string[] = [],
): void {
  for (const [key, value] of Object.entries(changes)) {
    if (value === undefined) map.delete(key);
    else if (map.has(key)) map.set(key, assigned(document, map.get(key, true), value));
    else {
      const after = new Set(order.slice(order.indexOf(key) + 1));
      const next = map.items.findIndex(
        (pair) => order.includes(key) && isScalar(pair.key) && after.has(String(pair.key.value)),
      );
      map.items.splice(next < 0 ? map.items.length : next, 0, document.createPair(key, value));
    }
  }
}

/** The node changed, or another in its place. */
function assigned(document: Document, node: unknown, value: unknown): unknown {
  if (isNode(node) && isSame(node.toJS(document), value)) return node;
  if (isScalar(node) && !isPlain(value) && !Array.isArray(value)) {
    node.value = value;
    // how a number was written says nothing of another
    delete node.source;
    return node;
  }
  if (isMap(node) && isPlain(value)) {
    const gone = node.items.flatMap(({ key }) =>
      isScalar(key) && !Object.hasOwn(value, String(key.value)) ? [String(key.value)] : [],
    );
    for (const key of gone) node.delete(key);
    assignKeys(document, node, value);
    return node;
  }
  if (isSeq(node) && Array.isArray(value)) {
    assignItems(document, node, value);
    return node;
  }
  return document.createNode(value);
}

/** Each item is the old one that says the same, or the old one that no other is, changed. */
function assignItems(document: Document, list: YAMLSeq, values: readonly unknown[]): void {
  const old = [...list.items];
  const same = values.map((value) => {
    const at = old.findIndex((node) => isNode(node) && isSame(node.toJS(document), value));
    return at < 0 ? undefined : old.splice(at, 1)[0];
  });
  list.items = values.map((value, index) => {
    const node = same[index];
    if (node !== undefined) return node;
    return old.length > 0 ? assigned(document, old.shift(), value) : document.createNode(value);
  });
}
