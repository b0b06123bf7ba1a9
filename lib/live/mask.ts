/**
 * What is taken out of a command before it leaves the learner's page, and again before it is kept:
 * passwords and tokens that stand in the line itself. What is typed where nothing is echoed is never
 * part of a line (components/terminal/typed-line.ts).
 */
import { maxCommandLength } from "@/lib/protocol/live";

const masked = "•••";

const secretName = String.raw`[\w.-]*(?:passwords?|passwd|passphrase|pass|pwd|secret|token|api[_-]?key|apikey|credentials?|authorization)[\w.-]*`;
/** one word of the shell: bare, or in quotes */
const word = String.raw`(?:"[^"]*"?|'[^']*'?|[^\s"';&|]+)`;

const patterns: readonly (readonly [RegExp, string])[] = [
  // NAME=value, --name=value, name: value
  [new RegExp(`(${secretName}\\s*[=:]\\s*)(?:(?:bearer|basic)\\s+)?${word}`, "gi"), `$1${masked}`],
  // --name value
  [new RegExp(`(--?${secretName}\\s+)${word}`, "gi"), `$1${masked}`],
  // docker login -p value, mysql -pvalue
  [
    new RegExp(`(\\b(?:docker\\s+login|mysql\\w*|mariadb\\w*)\\b[^;&|]*?\\s-p\\s*)${word}`, "gi"),
    `$1${masked}`,
  ],
  // curl -u name:value, https://name:value@host
  [/(\s(?:-u|--user)\s*=?\s*["']?[^\s:"']+:)[^\s"']+/gi, `$1${masked}`],
  [/(\b[a-z][a-z0-9+.-]*:\/\/[^\s:/@]+:)[^\s@/]+(?=@)/gi, `$1${masked}`],
  // echo value | docker login --password-stdin
  [/^(.*?)(?=\|[^|]*--password-stdin)/i, `${masked} `],
];

/** On one line, bounded, without control and direction characters; empty: there is nothing to show. */
export function maskCommand(raw: string): string {
  // readers of the shell know it: what begins with a space is not for the history
  if (/^\s/.test(raw)) return "";
  const line = raw.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, " ").trim();
  const safe = patterns.reduce((text, [pattern, by]) => text.replace(pattern, by), line);
  const characters = [...safe];
  return characters.length <= maxCommandLength
    ? safe
    : `${characters.slice(0, maxCommandLength - 1).join("")}…`;
}
