import { Anchor, Lock, Unplug } from "lucide-react";
import type { EngineNetwork } from "@/lib/protocol/engine-view";
import { ContainerBox } from "./container-box";
import type { Quay } from "./quays";
import { useObjectProps } from "./selection";
import type { History } from "./usage-history";

/** A network as a quay, and the containers that stand on it. */
export function QuaySection({
  quay,
  usage,
  now,
}: {
  quay: Quay;
  usage: ReadonlyMap<string, History>;
  now: number;
}) {
  const { network, containers, others } = quay;
  const name = network === null ? "Sans réseau" : `Réseau ${network.name}`;
  const empty = containers.length + others.length === 0;
  return (
    <section
      className="engine-quay"
      aria-label={name}
      data-empty={empty ? "" : undefined}
      data-loose={network === null ? "" : undefined}
    >
      {containers.length === 0 ? null : (
        <ul className="engine-berths">
          {containers.map((container) => (
            <ContainerBox
              key={container.id}
              container={container}
              history={usage.get(container.id)}
              now={now}
              place={container.networks.find((each) =>
                network === null
                  ? false
                  : each.id === network.id || (each.id === "" && each.name === network.name),
              )}
            />
          ))}
        </ul>
      )}
      <div className="engine-sign">
        {network === null ? (
          <span className="engine-sign-name">
            <Unplug className="size-4 shrink-0" aria-hidden />
            Sans réseau
          </span>
        ) : (
          <NetworkSign network={network} />
        )}
        {others.length === 0 || network === null ? null : (
          <ul className="engine-others" aria-label={`Aussi sur le réseau ${network.name}`}>
            {others.map(({ id, name: container }) => (
              <Other
                key={id}
                id={id}
                name={container}
                address={network.members.find((member) => member.container === id)?.address ?? null}
              />
            ))}
          </ul>
        )}
        {empty ? <span className="engine-sign-note">aucun conteneur</span> : null}
      </div>
    </section>
  );
}

function NetworkSign({ network }: { network: EngineNetwork }) {
  const props = useObjectProps({ kind: "network", key: network.id });
  return (
    <>
      <button type="button" className="engine-sign-name" {...props}>
        <Anchor className="size-4 shrink-0" aria-hidden />
        <span className="min-w-0 truncate" title={network.name}>
          {network.name}
        </span>
      </button>
      {network.subnet === null ? null : (
        <span className="engine-sign-note font-mono">{network.subnet}</span>
      )}
      {network.internal ? (
        <span className="engine-sign-note">
          <Lock className="size-3" aria-hidden /> interne
        </span>
      ) : null}
    </>
  );
}

function Other({ id, name, address }: { id: string; name: string; address: string | null }) {
  const props = useObjectProps({ kind: "container", key: id });
  return (
    <li>
      <button
        type="button"
        className="engine-other"
        {...props}
        // lines lead to where it stands
        data-object={undefined}
        title={
          address === null ? `${name} y est aussi` : `${name} y est aussi, à l’adresse ${address}`
        }
      >
        + {name}
        {address === null ? null : <span className="engine-other-address">{address}</span>}
      </button>
    </li>
  );
}
