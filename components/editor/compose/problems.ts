/** What is wrong with a Compose file, in French: first its YAML, then what the keys say. */
import {
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  type YAMLMap,
} from "yaml";
import type { Finding } from "../dockerfile-problems";
import { healthcheckKeys, type KeyHelp, serviceKeys, topKeys } from "./keys";
import { undeclared } from "./references";
import { nameOf, type Report } from "./report";
import { expectedWords, hasShape, isDuration, isPortMapping, nearest } from "./shapes";
import { yamlSentence } from "./yaml-words";

export function composeFindings(text: string): Finding[] {
  const lines = new LineCounter();
  const findings: Finding[] = [];
  const at = (offset: number) => {
    const { line, col } = lines.linePos(Math.min(offset, text.length));
    return { line: Math.max(0, line - 1), character: Math.max(0, col - 1) };
  };
  const report: Report = (where, message, severe = true) => {
    const [from, to] = isNode(where) ? [where.range?.[0] ?? 0, where.range?.[1] ?? 0] : where;
    findings.push({ start: at(from), end: at(Math.max(to, from + 1)), message, severe });
  };
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    logLevel: "silent",
  });
  for (const error of document.errors) report(error.pos, yamlSentence(error));
  // of a file that is not YAML nothing more can be said for sure
  if (document.errors.length > 0) return findings;
  const root = document.contents;
  if (root === null || (isScalar(root) && root.value === null)) return findings;
  if (!isMap(root)) {
    report(root, "Un fichier Compose commence par des clés, comme « services: ».");
    return findings;
  }
  checkKeys(root, topKeys, report);
  const services = root.get("services", true);
  if (!isMap(services)) {
    if (!root.has("services") && !root.has("include"))
      report([0, 1], "Il manque la clé « services », qui décrit les conteneurs.", false);
    return findings;
  }
  for (const { key, value } of services.items) {
    if (!isNode(key)) continue;
    if (isMap(value)) checkService(key, value, report);
    else if (!isAlias(value))
      report(
        key,
        `Le service « ${nameOf(key)} » n’a pas de description : ajoutez « image » ou « build ».`,
      );
  }
  undeclared(root, services, report);
  return findings;
}

function checkService(name: Node, service: YAMLMap, report: Report): void {
  checkKeys(service, serviceKeys, report);
  const whole = ["image", "build", "extends", "provider", "<<"].some((key) => service.has(key));
  if (!whole) report(name, `Le service « ${nameOf(name)} » n’a ni « image » ni « build ».`);
  const ports = service.get("ports", true);
  for (const port of isSeq(ports) ? ports.items : []) {
    if (!isScalar(port) || isPortMapping(port.source ?? String(port.value))) continue;
    report(port, `Ce port n’est pas compris : écrivez par exemple « "8080:80" ».`);
  }
  const healthcheck = service.get("healthcheck", true);
  if (isMap(healthcheck)) checkKeys(healthcheck, healthcheckKeys, report);
}

function checkKeys(map: YAMLMap, known: Readonly<Record<string, KeyHelp>>, report: Report): void {
  for (const { key, value } of map.items) {
    if (!isNode(key)) continue;
    const name = nameOf(key);
    // extensions and merges: anything goes
    if (name.startsWith("x-") || name === "<<") continue;
    const help = Object.hasOwn(known, name) ? known[name] : undefined;
    if (help === undefined) {
      const near = nearest(name, Object.keys(known));
      report(
        key,
        `Clé inconnue « ${name} »${near === null ? "." : ` : vouliez-vous dire « ${near} » ?`}`,
      );
      continue;
    }
    if (!isNode(value) || isAlias(value) || (isScalar(value) && value.value === null)) continue;
    if (!help.shapes.some((shape) => hasShape(value, shape)))
      report(value, `« ${name} » attend ${expectedWords(help.shapes)}.`);
    else if (
      help.shapes.includes("duration") &&
      isScalar(value) &&
      !isDuration(String(value.value)) &&
      !String(value.value).includes("$")
    )
      report(value, "Cette durée n’est pas comprise : écrivez par exemple « 30s » ou « 1m30s ».");
    if (name === "version" && known === topKeys)
      report(key, "Compose ignore « version » aujourd’hui : retirez cette ligne.", false);
  }
}
