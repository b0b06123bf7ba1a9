/** The versions of the Docker Engine API that the gateway understands; it speaks the newest. */
export const maxApiVersion = { text: "1.41", minor: 41 } as const;
/** 1.24 is the first in which `start` takes no HostConfig (moby, docs/api/version-history.md). */
export const minApiVersion = { text: "1.24", minor: 24 } as const;
