/**
 * Requests are generated as templates: `{{a.box.id}}` stands for an ID that only a running engine
 * knows. So a seed means the same requests on every engine, a counterexample can be read, and one
 * template can be sent twice: with another learner's true names, and with names that nothing has.
 */

/** What each placeholder stands for. */
export type Bindings = Readonly<Record<string, string>>;

const placeholder = /\{\{([ab]\.[a-z.]+)\}\}/g;

/** The text with every placeholder replaced; an unknown one stays as it is. */
export const fill = (template: string, bindings: Bindings): string =>
  template.replaceAll(placeholder, (whole: string, name: string) => bindings[name] ?? whole);

/** Whether a text names anything of the other learner's. */
export const namesForeign = (template: string): boolean => template.includes("{{b.");

/** `application/x-www-form-urlencoded` of all but the placeholders. */
export const encode = (template: string): string =>
  template
    .split(/(\{\{[ab]\.[a-z.]+\}\})/)
    .map((part, index) => (index % 2 === 1 ? part : wellFormed(part)))
    .join("");

/** A lone surrogate has no encoding. */
const wellFormed = (text: string): string =>
  encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, "\ufffd"));
