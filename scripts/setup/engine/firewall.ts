/**
 * A dockerd that starts empties the iptables chains DOCKER* that every engine of the machine
 * shares: published ports and network isolation of the operator's own engine would be gone until
 * it is restarted. So what was there before is put back after ours has started.
 */
import { spawn } from "node:child_process";
import { findProgram } from "../../system/find-program";
import { run } from "../../system/run";

interface Rule {
  table: string;
  /** as iptables-save writes it, for instance "-A DOCKER -i br-1 -j RETURN" */
  text: string;
}

const sharedChain = /^-A DOCKER[A-Z0-9-]* /;

/** The rules of the chains that engines share. */
export function engineRules(saved: string): Rule[] {
  const rules: Rule[] = [];
  let table = "";
  for (const line of saved.split("\n")) {
    if (line.startsWith("*")) table = line.slice(1);
    else if (sharedChain.test(line)) rules.push({ table, text: line });
  }
  return rules;
}

/**
 * Input for `iptables-restore --noflush` that puts back what `after` lacks of `before`; null:
 * nothing. Rules go to the head of their chain, before the RETURN that ends it.
 */
export function missingRules(before: string, after: string): string | null {
  const present = new Set(engineRules(after).map(({ table, text }) => `${table} ${text}`));
  const missing = engineRules(before).filter(({ table, text }) => !present.has(`${table} ${text}`));
  if (missing.length === 0) return null;
  const tables = [...new Set(missing.map(({ table }) => table))];
  return tables
    .map((table) => {
      const inserts = missing
        .filter((rule) => rule.table === table)
        .map(({ text }) => text.replace(/^-A /, "-I "))
        .toReversed();
      return [`*${table}`, ...inserts, "COMMIT", ""].join("\n");
    })
    .join("");
}

/** Runs `work`, which starts an engine, and puts the other engines' rules back. */
export async function keepingFirewall(work: () => Promise<void>): Promise<void> {
  const save = findProgram("iptables-save");
  const restore = findProgram("iptables-restore");
  if (!save || !restore) return work();
  const before = await run(save, []);
  await work();
  const input = missingRules(before, await run(save, []));
  if (input === null) return;
  await new Promise<void>((resolve, reject) => {
    const child = spawn(restore, ["--noflush"], { stdio: ["pipe", "ignore", "inherit"] });
    child.once("error", reject);
    child.once("close", (code) =>
      code === 0 ? resolve() : reject(new Error("iptables-restore refused the earlier rules")),
    );
    child.stdin.end(input);
  });
}
