/** Names that a service uses and that the file does not declare. */
import { isMap, isNode, isScalar, isSeq, type Node, type YAMLMap } from "yaml";
import { nameOf, type Report } from "./report";

export function undeclared(root: YAMLMap, services: YAMLMap, report: Report): void {
  const included = root.has("include");
  for (const { value: service } of services.items) {
    if (!isMap(service) || included) continue;
    for (const [name, where] of named(service.get("depends_on", true)))
      if (!services.has(name))
        report(where, `« depends_on » nomme un service qui n’existe pas ici : « ${name} ».`);
    for (const kind of ["networks", "secrets", "configs"]) {
      for (const [name, where] of named(service.get(kind, true))) {
        if (kind === "networks" && name === "default") continue;
        if (!declares(root, kind, name)) report(where, undeclaredSentence(kind, name));
      }
    }
    for (const [name, where] of volumesOf(service.get("volumes", true)))
      if (!declares(root, "volumes", name)) report(where, undeclaredSentence("volumes", name));
  }
}

const kinds: Readonly<Record<string, string>> = {
  networks: "Le réseau",
  secrets: "Le secret",
  configs: "Le réglage",
  volumes: "Le volume",
};

const undeclaredSentence = (kind: string, name: string): string =>
  `${kinds[kind]} « ${name} » n’est pas déclaré : ajoutez-le sous « ${kind} », au premier niveau.`;

function declares(root: YAMLMap, kind: string, name: string): boolean {
  const declared = root.get(kind, true);
  return isMap(declared) && declared.has(name);
}

/** The names in a list (plain, or the `source` of an element), or the keys of a map. */
function named(value: unknown): [string, Node][] {
  const found: [string, Node][] = [];
  if (isMap(value))
    for (const { key } of value.items)
      if (isScalar(key) && nameOf(key) !== "<<") found.push([nameOf(key), key]);
  if (isSeq(value))
    for (const item of value.items) {
      const name = isMap(item) ? item.get("source", true) : item;
      if (isNode(name) && isScalar(name)) found.push([nameOf(name), name]);
    }
  return found.filter(([name]) => !name.includes("$"));
}

/** Volumes by name: neither folders (`./data`, `/data`, `~/data`) nor nameless ones. */
function volumesOf(value: unknown): [string, Node][] {
  const found: [string, Node][] = [];
  for (const item of isSeq(value) ? value.items : []) {
    if (isMap(item)) {
      const source = item.get("source", true);
      if (item.get("type") === "volume" && isScalar(source)) found.push([nameOf(source), source]);
    } else if (isScalar(item)) {
      const name = /^([a-zA-Z0-9][\w.-]*):/.exec(nameOf(item))?.[1];
      if (name !== undefined) found.push([name, item]);
    }
  }
  return found;
}
