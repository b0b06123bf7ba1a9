/** The sandbox's address where one's terminal is offered to be shown to a class. */
export const offerHref = (classId: string): string => `/bac-a-sable#diffuser=${classId}`;

/** Which class the address names; null: none. */
export const offeredIn = (hash: string): string | null =>
  /^#diffuser=([\w-]{1,64})$/.exec(hash)?.[1] ?? null;
