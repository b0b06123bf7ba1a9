/** What makes one text of another by a single replacement, of no more than what differs. */
export interface Replacement {
  /** offsets in the text as it was */
  from: number;
  to: number;
  put: string;
}

export function editBetween(before: string, after: string): Replacement {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start++;
  let end = 0;
  while (end < most - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  // neither half of a pair, nor a line's end without its beginning, is cut
  while (start > 0 && splits(before, start)) start--;
  while (end > 0 && splits(before, before.length - end)) end--;
  return { from: start, to: before.length - end, put: after.slice(start, after.length - end) };
}

const splits = (text: string, at: number): boolean =>
  /[\ud800-\udbff\r]/.test(text[at - 1] ?? "") && /[\udc00-\udfff\n]/.test(text[at] ?? "");
