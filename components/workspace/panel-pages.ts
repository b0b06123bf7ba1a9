/** The pages that have the workspace's panel: lessons of the course and of trainers, and the sandbox. */
const pattern = /^\/(parcours\/[^/]+\/[^/]+|lecons\/[^/]+|bac-a-sable)$/;

export const hasPanel = (path: string): boolean => pattern.test(path);
