/** « 1 leçon », « 3 leçons »: French takes the plural from 2 on. */
export const counted = (count: number, one: string, many: string): string =>
  `${count}\u00a0${count > 1 ? many : one}`;
