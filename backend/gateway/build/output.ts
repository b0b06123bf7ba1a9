/**
 * The engine's progress → the learner's: their own steps, numbered as in their Dockerfile, and
 * nothing of the steps that were put between them.
 */
import type { Readable } from "node:stream";
import { z } from "zod";
import { unscopeText } from "../names";
import type { Tenant } from "../tenant";
import type { Step } from "./rewrite";

const messageSchema = z.object({
  stream: z.string().optional(),
  error: z.string().optional(),
  errorDetail: z.object({ code: z.number().optional(), message: z.string() }).optional(),
  aux: z.object({ ID: z.string().regex(/^sha256:[0-9a-f]{64}$/) }).optional(),
});

export interface Failure {
  message: string;
  code?: number;
}

/** What is written to the client, a document per line. */
export type Progress =
  | { stream: string }
  | { status: string; id?: string }
  | { aux: { ID: string } }
  | { error: string; errorDetail: { message: string; code?: number } };

export const failure = ({ message, code }: Failure): Progress => ({
  errorDetail: { ...(code !== undefined && { code }), message },
  error: message,
});

/** What a step that is ours prints. */
const ownNoise = /^(?: ---> [^\n]*|Removing intermediate container [0-9a-f]+)?\n$/;

export interface Watched {
  /** the last image that the engine made */
  image?: string;
  failed?: boolean;
}

/**
 * `after` says what to tell once the learner's n-th step has been announced; `secret` is a text
 * that never passes. What the build came to is noted in `watched`.
 */
export async function* showProgress(
  tenant: Tenant,
  engine: Readable,
  steps: readonly Step[],
  options: { secret: string; after(step: number): readonly Progress[] },
  watched: Watched,
): AsyncGenerator<Progress> {
  const total = steps.filter((step) => step.shown !== undefined).length;
  let next = 0;
  let shown = 0;
  let ours = false;
  let pending: readonly Progress[] = [];
  for await (const document of documents(engine)) {
    const { stream, error, errorDetail, aux } = messageSchema.parse(document);
    if (error !== undefined) {
      watched.failed = true;
      const message = withoutPaths(unscopeText(tenant.workspace, errorDetail?.message ?? error));
      yield failure({ message, ...(errorDetail?.code && { code: errorDetail.code }) });
    } else if (aux) {
      watched.image = aux.ID;
      yield { aux };
    } else if (stream !== undefined) {
      const step = steps[next];
      if (step && stream.startsWith(`Step ${next + 1}/${steps.length} : `)) {
        ours = step.shown === undefined;
        next += 1;
        if (step.shown === undefined) continue;
        pending = options.after(shown);
        shown += 1;
        yield { stream: `Step ${shown}/${total} : ${step.shown}` };
      } else if (!(ours && ownNoise.test(stream)) && !stream.includes(options.secret)) {
        yield { stream };
        if (stream === "\n") {
          yield* pending;
          pending = [];
        }
      }
    }
  }
}

/** Longer than any message of the engine's. */
const maxMessage = 4 * 1024 ** 2;

/** The documents of a stream, one a line. */
async function* documents(stream: Readable): AsyncGenerator<unknown> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of stream) {
    rest += decoder.decode(chunk, { stream: true });
    const lines = rest.split("\n");
    rest = lines.pop() ?? "";
    if (rest.length > maxMessage) throw new Error("a line too long");
    for (const line of lines) if (line.trim() !== "") yield JSON.parse(line);
  }
  if (rest.trim() !== "") yield JSON.parse(rest);
}

/** Where the engine keeps contexts on the host is not the learner's to know. */
const withoutPaths = (text: string): string =>
  text.replaceAll(/\/[^\s"':,]*\/docker-builder\d+/g, "/var/lib/docker/tmp/docker-builder");
