/**
 * Who looks at whose terminals now. A watch lasts for as long as the request of web's that began it
 * stays open (api/watch-stream.ts): whatever becomes of web or of this process, none is left over
 * and none comes back by itself.
 */
import type { Owner, WorkspaceId } from "@/lib/protocol/ids";
import type { OpenWatch, WatchedOwners, WatchId, WatchNotice } from "@/lib/protocol/watch";
import type { KeyboardAnswer } from "../terminals/client-frames";
import { noSuchWatch, tooManyWatch } from "./messages";
import { Watch } from "./watch";

/** pages of trainers on one learner; a class of trainers has fewer */
const maxWatches = 16;

export class Watches {
  readonly #changed: (owner: Owner) => void;
  readonly #watches = new Map<Owner, Map<WatchId, Watch>>();
  readonly #followers = new Set<() => void>();

  /** `changed`: the owner and those who watch them have something new to be told. */
  constructor(changed: (owner: Owner) => void) {
    this.#changed = changed;
  }

  /** The owner is told before anything is shown. Throws EscaleError too_many_requests. */
  open(owner: Owner, { watcher, name }: OpenWatch): Watch {
    const all = this.#watches.get(owner) ?? new Map<WatchId, Watch>();
    if (all.size >= maxWatches) throw tooManyWatch();
    const watch = new Watch({ watcher, name, changed: () => this.#changed(owner) });
    this.#watches.set(owner, all.set(watch.id, watch));
    this.#told(owner);
    return watch;
  }

  end(owner: Owner, watch: Watch): void {
    watch.end();
    const all = this.#watches.get(owner);
    all?.delete(watch.id);
    if (all?.size === 0) this.#watches.delete(owner);
    this.#told(owner);
  }

  /** Throws EscaleError not_found where it is not this watcher's, of this very owner. */
  find(owner: Owner, id: WatchId, watcher: Owner): Watch {
    const watch = this.#watches.get(owner)?.get(id);
    if (watch === undefined || watch.watcher !== watcher) throw noSuchWatch();
    return watch;
  }

  notices(owner: Owner): WatchNotice[] {
    return [...(this.#watches.get(owner)?.values() ?? [])].map(({ notice }) => notice);
  }

  /** Everybody who is looked at now. */
  all(): WatchedOwners {
    return [...this.#watches].map(([owner, watches]) => ({
      owner,
      names: [...watches.values()].map(({ notice }) => notice.name),
    }));
  }

  /** Tells of each watch that begins or ends; the returned function ends it. */
  follow(listener: () => void): () => void {
    this.#followers.add(listener);
    return () => void this.#followers.delete(listener);
  }

  /** What the owner says of one of their watches; of another's it says nothing. */
  answered(owner: Owner, answer: KeyboardAnswer, workspace: WorkspaceId): void {
    this.#watches.get(owner)?.get(answer.watch)?.answered(answer, workspace);
  }

  /** No window of the owner's is left from which they could take the keyboard back. */
  unattended(owner: Owner): void {
    for (const watch of this.#watches.get(owner)?.values() ?? []) watch.giveUp();
  }

  #told(owner: Owner): void {
    this.#changed(owner);
    for (const follower of this.#followers) follower();
  }
}
