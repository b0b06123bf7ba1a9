/** Turns the first thing a schema did not understand into a French sentence that names it. */
import type { z } from "zod";
import { messages } from "../messages";
import { refusedFields } from "./refused-fields";

/** `where` is what the client sent: its query or its body. */
export function describeIssue(error: z.ZodError, where: "query" | "body"): string {
  const issue = error.issues[0];
  const path = issue?.path.map(String) ?? [];
  if (issue?.code === "custom" && issue.message !== "") {
    const field = path.at(-1) ?? "";
    const known = Object.hasOwn(refusedFields, field) ? refusedFields[field] : undefined;
    return issue.message === "refused"
      ? (known ?? messages.unknownField(path.join(".")))
      : issue.message;
  }
  if (issue?.code === "unrecognized_keys") {
    const key = [...path, issue.keys[0] ?? ""].join(".");
    return where === "query" ? messages.badQuery(key) : messages.unknownField(key);
  }
  return messages.badValue(path.join("."));
}
