/** Paths relative to the home, as lib/protocol/files.ts has them. */
import { isPlainName } from "@/lib/protocol/files";

export const nameOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1);
export const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf("/")));
export const joined = (folder: string, name: string): string =>
  folder === "" ? name : `${folder}/${name}`;
export const isWithin = (path: string, folder: string): boolean =>
  path === folder || path.startsWith(`${folder}/`);

/** French: why a name cannot be given; null: it can. */
export function troubleWithName(name: string): string | null {
  if (name === "") return "Donnez un nom.";
  if (name.includes("/")) return "Un nom ne contient pas de « / ».";
  return isPlainName(name) ? null : "Ce nom n’est pas possible.";
}

const byExtension: Record<string, string> = {
  css: "css",
  env: "ini",
  conf: "ini",
  ini: "ini",
  htm: "html",
  html: "html",
  js: "javascript",
  json: "javascript",
  md: "markdown",
  mdx: "markdown",
  mjs: "javascript",
  py: "python",
  sh: "shell",
  bash: "shell",
  yaml: "yaml",
  yml: "yaml",
};

/** Monaco's name of the language of a file, by its name. */
export function languageOf(path: string): string {
  const name = nameOf(path).toLowerCase();
  if (isDockerfile(path)) return "dockerfile";
  if (/^\.(bash|profile)/.test(name)) return "shell";
  return byExtension[name.slice(name.lastIndexOf(".") + 1)] ?? "plaintext";
}

export const isDockerfile = (path: string): boolean =>
  /^(dockerfile(\..+)?|.+\.dockerfile)$/i.test(nameOf(path));

export const isCompose = (path: string): boolean =>
  /^(docker-)?compose(\..+)?\.ya?ml$/i.test(nameOf(path));

/** A word for the shell as it stands. */
const word = (text: string): string =>
  /^[\w@%+=:,./-]+$/.test(text) && !text.startsWith("-")
    ? text
    : `'${text.replaceAll("'", `'\\''`)}'`;

const homeWord = (folder: string): string => (folder === "" ? "~" : `~/${word(folder)}`);

/** What « Construire » or « Lancer » types for that file; null: nothing to do with it. */
export function commandFor(path: string): { label: string; command: string } | null {
  const folder = homeWord(folderOf(path));
  const name = nameOf(path);
  if (isDockerfile(path)) {
    const file = name === "Dockerfile" ? "" : ` -f ${word(name)}`;
    const tag =
      nameOf(folderOf(path))
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, "-")
        .replace(/^-+|-+$/g, "") || "mon-image";
    return { label: "Construire", command: `cd ${folder} && docker build${file} -t ${tag} .` };
  }
  if (!isCompose(path)) return null;
  const usual = /^(docker-)?compose\.ya?ml$/.test(name) ? "" : ` -f ${word(name)}`;
  return { label: "Lancer", command: `cd ${folder} && docker compose${usual} up` };
}
