/**
 * `docker load`: the archive is laid out, understood and checked, and a new one is written for the
 * engine that holds the checked files alone, under own names.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { z } from "zod";
import { admitDisk } from "../../admission/quotas";
import { conflict } from "../../errors";
import { flag } from "../../http/query";
import type { Reply } from "../../http/reply";
import { messages } from "../../messages";
import { familiar } from "../../names";
import type { Exchange } from "../../route";
import type { Tenant } from "../../tenant";
import { handOver } from "./hand-over";
import { spool } from "./spool";
import { understandImages } from "./understand";

export const loadQuery = z.strictObject({ quiet: flag });

/** One archive of a tenant's at a time lies on the disk. */
const loading = new WeakSet<Tenant>();

export async function loadImages({
  tenant,
  body,
  signal,
}: Exchange<z.infer<typeof loadQuery>, Readable, undefined>): Promise<Reply> {
  if (loading.has(tenant)) throw conflict(messages.loadBusy);
  loading.add(tenant);
  try {
    return await withFolder(load);
  } finally {
    loading.delete(tenant);
  }

  async function load(folder: string): Promise<Reply> {
    await admitDisk(tenant);
    const files = await spool(body, folder, tenant.limits.archiveBytes);
    const images = await understandImages(tenant.workspace, files);
    await tenant.turns.take(() => handOver(tenant, images, signal));
    const lines = images.flatMap(({ references, config }) =>
      references.length === 0
        ? [`Loaded image ID: sha256:${config.sha256}`]
        : references.map((reference) => `Loaded image: ${familiar(reference)}`),
    );
    const text = lines.map((line) => `${JSON.stringify({ stream: `${line}\n` })}\r\n`);
    return {
      kind: "stream",
      contentType: "application/json",
      body: Readable.from(text, { objectMode: false }),
    };
  }
}

/** A folder of ours alone, gone afterwards. */
async function withFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "escale-load-"));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
