/** What the rest of the backend asks of the registry: the images that learners publish. */
import type { WorkspaceId } from "@/lib/protocol/ids";

/** A file of an image, whose SHA-256 (hex) is that of its bytes. */
export interface Blob {
  path: string;
  size: number;
  sha256: string;
}

/** An image in the making: its configuration, and its layers as plain tars, the lowest first. */
export interface Image {
  config: Blob;
  layers: readonly Blob[];
}

/** `sha256:…` of a manifest, and the manifest's size in bytes. */
export interface Descriptor {
  digest: string;
  size: number;
}

export interface Published extends Descriptor {
  /** files of the caller's folder, to use until it is gone */
  image: Image;
}

export type Which = { tag: string } | { digest: string };

export interface Registry {
  readonly limits: RegistryLimits;
  /** The workspace's name space, drawn at random when first asked for; it never changes. */
  namespaceOf(workspace: WorkspaceId): Promise<string>;
  /** A folder on the registry's own disk, gone when `use` has ended. */
  withFolder<T>(use: (folder: string) => Promise<T>): Promise<T>;
  /**
   * Publishes `image`, whose files are moved away, as `repository:tag` of the workspace.
   * `source` is what it was made from, for `publishAgain`. Throws `RegistryError`.
   */
  publish(
    workspace: WorkspaceId,
    name: { repository: string; tag: string },
    source: string,
    image: Image,
  ): Promise<Descriptor>;
  /** The same for what has been published already from the same source; undefined when it was not. */
  publishAgain(
    workspace: WorkspaceId,
    name: { repository: string; tag: string },
    source: string,
  ): Promise<Descriptor | undefined>;
  /** Whether a layer lies among what the workspace has published. */
  hasLayer(workspace: WorkspaceId, digest: string): Promise<boolean>;
  /** Anybody's, by its exact name; its files are linked into `folder`. Undefined: there is none. */
  find(
    name: { namespace: string; repository: string },
    which: Which,
    folder: string,
  ): Promise<Published | undefined>;
  /** Ends what it does by itself. */
  close(): void;
}

/** Sizes in bytes. */
export interface RegistryLimits {
  /** what one workspace publishes, layers that its images share counted once */
  bytes: number;
  /** repositories of one workspace */
  repositories: number;
  /** everything on the disk together, what several workspaces publish alike counted once */
  totalBytes: number;
}

/** Why something is not published. */
export class RegistryError extends Error {
  override readonly name = "RegistryError";
  readonly code: "full" | "too_many_repositories" | "disk_full" | "unavailable";
  constructor(code: RegistryError["code"], options?: ErrorOptions) {
    super(code, options);
    this.code = code;
  }
}
