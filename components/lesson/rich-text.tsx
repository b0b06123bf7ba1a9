import { Fragment } from "react";
import { typography } from "@/lib/content/typography";

/** A short text of the course's data (not MDX): French typography, and `code` between backticks. */
export function RichText({ text }: { text: string }) {
  return text.split("`").map((part, index) => {
    const key = `${index}-${part}`;
    return index % 2 === 1 ? (
      <code key={key}>{part}</code>
    ) : (
      <Fragment key={key}>{typography(part)}</Fragment>
    );
  });
}
