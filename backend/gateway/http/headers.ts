import { maxApiVersion } from "../versions";

/** What an ordinary engine says of itself on each answer (moby, api/server/middleware). */
export const commonHeaders = {
  "Api-Version": maxApiVersion.text,
  "Docker-Experimental": "false",
  Ostype: "linux",
} as const;
