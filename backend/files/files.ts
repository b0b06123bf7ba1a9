/**
 * The files of learners' homes, as web asks for them: each call finds the home of the owner's
 * running workspace, so that nothing that a browser says chooses whose it is.
 */
import { closeSync, constants, readdirSync, type Stats, statSync } from "node:fs";
import type { Readable } from "node:stream";
import {
  type Expected,
  type FileState,
  type FolderList,
  maxUploadBytes,
} from "@/lib/protocol/files";
import type { Owner } from "@/lib/protocol/ids";
import { openBeneath } from "../gateway/files/beneath";
import { isErrno } from "../gateway/files/errno";
import type { OpenHome, Workspaces } from "../workspaces/workspaces";
import { archiveOf } from "./archive";
import { makeFolder, move, remove } from "./change";
import { listFolder } from "./list";
import { openFile } from "./place";
import { type FileContent, readContent } from "./read";
import { Transfers } from "./transfers";
import { type FolderWatch, type WatchListener, watchFolders } from "./watch";
import { writeFile } from "./write";

/** What is sent to be kept on the learner's own machine. */
export interface Download {
  readonly stream: Readable;
  /** bytes; null: not known before the end */
  readonly size: number | null;
  readonly folder: boolean;
}

const maxTransfers = 6;
const maxWatches = 12;

export class Files {
  readonly #transfers = new Transfers(maxTransfers);
  readonly #watches = new Transfers(maxWatches);

  constructor(
    private readonly workspaces: Pick<Workspaces, "home">,
    /** folder of a workspace's files that containers have mounted (gateway/files/binds.ts) */
    private readonly bindsOf: (workspace: string) => string,
  ) {}

  async list(owner: Owner, path: string): Promise<FolderList> {
    return listFolder(await this.workspaces.home(owner), path);
  }

  async read(owner: Owner, path: string): Promise<FileContent> {
    return readContent(await this.workspaces.home(owner), path);
  }

  async write(
    owner: Owner,
    path: string,
    expected: Expected,
    content: AsyncIterable<Buffer>,
  ): Promise<FileState> {
    const home = await this.workspaces.home(owner);
    const release = this.#transfers.take(owner);
    try {
      home.used();
      const written = await writeFile(home, {
        ...{ path, expected, content },
        max: maxUploadBytes,
        room: home.room,
        isMounted: (stat) => this.#isMounted(home, stat),
      });
      home.used();
      return written;
    } finally {
      release();
    }
  }

  makeFolder(owner: Owner, path: string): Promise<void> {
    return this.#change(owner, (home) => makeFolder(home, path));
  }

  move(owner: Owner, from: string, to: string): Promise<void> {
    return this.#change(owner, (home) => move(home, from, to));
  }

  remove(owner: Owner, path: string): Promise<void> {
    return this.#change(owner, (home) => remove(home, path));
  }

  /** A file as it is, or a folder as an archive; the caller reads or destroys the stream. */
  async download(owner: Owner, path: string): Promise<Download> {
    const home = await this.workspaces.home(owner);
    const release = this.#transfers.take(owner);
    try {
      const folder = openFolder(home, path);
      if (folder !== null) {
        const stream = archiveOf(folder, path.split("/").at(-1) || "dossier-personnel");
        stream.once("close", () => {
          closeSync(folder);
          release();
        });
        return { stream, size: null, folder: true };
      }
      const file = await openFile(home, path, constants.O_RDONLY);
      const { size } = await file.stat();
      // no more than is announced, should it be growing
      const stream = file.createReadStream(size > 0 ? { start: 0, end: size - 1 } : {});
      stream.once("close", release);
      return { stream, size, folder: false };
    } catch (error) {
      release();
      throw error;
    }
  }

  /** The caller closes the watch. */
  async watch(
    owner: Owner,
    folders: readonly string[],
    listener: WatchListener,
  ): Promise<FolderWatch> {
    const home = await this.workspaces.home(owner);
    const release = this.#watches.take(owner);
    const watched = await watchFolders(home, folders, listener);
    return {
      close() {
        watched.close();
        release();
      },
    };
  }

  async #change(owner: Owner, change: (home: OpenHome) => Promise<void>): Promise<void> {
    const home = await this.workspaces.home(owner);
    const release = this.#transfers.take(owner);
    try {
      home.used();
      await change(home);
    } finally {
      release();
    }
  }

  #isMounted({ workspace }: OpenHome, { dev, ino }: Stats): boolean {
    const folder = this.bindsOf(workspace);
    try {
      return readdirSync(folder).some((name) => {
        const held = statSync(`${folder}/${name}`, { throwIfNoEntry: false });
        return held?.dev === dev && held.ino === ino;
      });
    } catch (error) {
      if (isErrno(error, "ENOENT", "ESTALE")) return false;
      throw error;
    }
  }
}

/** Null where it is not a folder; why it cannot be opened is then said by `openFile`. */
function openFolder(home: OpenHome, path: string): number | null {
  const opened = openBeneath(home.root, path === "" ? [] : path.split("/"));
  if ("refused" in opened) return null;
  if (opened.kind === "folder") return opened.descriptor;
  closeSync(opened.descriptor);
  return null;
}
