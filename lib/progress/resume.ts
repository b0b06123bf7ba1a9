/** Where one takes up the course again. */

interface Seen {
  /** ISO 8601 */
  readonly seenAt: string;
  readonly completedAt: string | null;
}

/**
 * The lesson seen last; once it is finished, the next one in the course that is not. Null before any
 * progress, and when nothing is left.
 * @param seen by the lesson's id
 */
export function resumeAt<T extends { readonly id: string }>(
  lessons: readonly T[],
  seen: Readonly<Record<string, Seen>>,
): T | null {
  const known = lessons.filter(({ id }) => seen[id]);
  const at = (lesson: T) => seen[lesson.id]?.seenAt ?? "";
  const [latest] = known.sort((a, b) => at(b).localeCompare(at(a)));
  if (!latest) return null;
  const isLeft = ({ id }: T) => !seen[id]?.completedAt;
  if (isLeft(latest)) return latest;
  const index = lessons.indexOf(latest);
  return [...lessons.slice(index + 1), ...lessons.slice(0, index)].find(isLeft) ?? null;
}
