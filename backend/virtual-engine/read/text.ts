/** What a learner wrote at length is cut: the whole is in `inspect`. */
const maxText = 300;

export const shorten = (text: string): string =>
  text.length > maxText ? `${text.slice(0, maxText - 1)}…` : text;
