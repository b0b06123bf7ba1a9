/** Which container stands on which quay: each stands once, on the first network it was given. */
import type { EngineContainer, EngineNetwork, EngineView } from "@/lib/protocol/engine-view";

export interface Quay {
  /** null: those without a network */
  readonly network: EngineNetwork | null;
  readonly containers: readonly EngineContainer[];
  /** on it too, and standing on another quay */
  readonly others: readonly EngineContainer[];
}

/** The learner's own networks first, then the default one, then those without; empty ones last. */
export function quaysOf({ containers, networks }: EngineView): Quay[] {
  const own = networks.filter(({ name }) => name !== "bridge");
  const ordered = [...own, ...networks.filter(({ name }) => name === "bridge")];
  const isOn = (network: EngineNetwork) => {
    const ids = new Set(network.members.map(({ container }) => container));
    return ({ id }: EngineContainer) => ids.has(id);
  };
  const placed = new Set<string>();
  const quays: Quay[] = ordered.map((network) => {
    const there = containers.filter(isOn(network));
    const standing = there.filter(({ id }) => !placed.has(id));
    for (const { id } of standing) placed.add(id);
    const others = there.filter((container) => !standing.includes(container));
    return { network, containers: standing, others };
  });
  const left = containers.filter(({ id }) => !placed.has(id));
  if (left.length > 0) quays.push({ network: null, containers: left, others: [] });
  const isEmpty = (quay: Quay) => quay.containers.length + quay.others.length === 0;
  return [...quays.filter((quay) => !isEmpty(quay)), ...quays.filter(isEmpty)];
}
