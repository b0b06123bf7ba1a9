import { ArrowRight, Cylinder, Folder, MemoryStick } from "lucide-react";
import { memo } from "react";
import type { EngineContainer } from "@/lib/protocol/engine-view";
import { BearingIcon } from "./bearing-icon";
import { volumeLabel } from "./phrases";
import { useObjectProps } from "./selection";
import { Sparkline } from "./sparkline";
import type { History } from "./usage-history";
import { bearingOf, bearingText, mebibytes, percent, shortSpan } from "./words";

/** More than these are in the details. */
const mostLines = 3;

/** A container on its quay: a box whose side says how it fares. */
export const ContainerBox = memo(function ContainerBox({
  container,
  history,
  now,
  place,
}: {
  container: EngineContainer;
  history: History | undefined;
  now: number;
  /** where it stands on this quay */
  place: EngineContainer["networks"][number] | undefined;
}) {
  const props = useObjectProps({ kind: "container", key: container.id });
  const bearing = bearingOf(container);
  const since = container.state === "running" ? container.startedAt : container.finishedAt;
  return (
    <li className="engine-berth">
      <button type="button" className="engine-box" data-bearing={bearing} {...props}>
        <span className="engine-box-head">
          <span className="engine-box-name" title={container.name}>
            {container.name}
          </span>
          {since === null ? null : (
            <span className="engine-box-age">{shortSpan(now - Date.parse(since))}</span>
          )}
        </span>
        <span className="engine-bearing">
          <BearingIcon bearing={bearing} />
          <span className="min-w-0 truncate">{bearingText(container)}</span>
        </span>
        <span className="engine-box-image" title={`Image ${container.image}`}>
          {container.image}
        </span>
        <Ports container={container} />
        <Mounts container={container} />
        {history === undefined || container.state !== "running" ? null : (
          <Meters container={container} history={history} />
        )}
      </button>
      <span className="engine-mooring">
        {place?.address ?? (place === undefined ? "sans adresse" : "pas d’adresse")}
        {place === undefined || place.aliases.length === 0 ? null : (
          <span title={place.aliases.join(", ")}> · {place.aliases.join(", ")}</span>
        )}
      </span>
    </li>
  );
});

function Ports({ container: { ports } }: { container: EngineContainer }) {
  if (ports.length === 0) return null;
  const shown = ports.slice(0, mostLines);
  return (
    <span className="engine-chips">
      {shown.map(({ port, protocol, published: [first] }) => {
        const name = protocol === "tcp" ? String(port) : `${port}/${protocol}`;
        return (
          <span
            key={name}
            className="engine-chip"
            data-published={first === undefined ? undefined : ""}
            title={
              first === undefined
                ? `Port ${name} annoncé, pas publié`
                : `Port ${first.port} du poste vers le port ${name}`
            }
          >
            {first === undefined ? null : (
              <>
                {first.port}
                <ArrowRight className="size-3" aria-label="vers" />
              </>
            )}
            {name}
          </span>
        );
      })}
      <More count={ports.length - shown.length} />
    </span>
  );
}

const mountIcons = { volume: Cylinder, bind: Folder, tmpfs: MemoryStick };

function Mounts({ container: { mounts } }: { container: EngineContainer }) {
  const shown = mounts.slice(0, mostLines);
  return (
    <>
      {shown.map(({ type, source, target, writable }) => {
        const Icon = mountIcons[type];
        const from = type === "tmpfs" ? "mémoire" : volumeLabel(source);
        return (
          <span
            key={target}
            className="engine-mount"
            title={`${from} → ${target}${writable ? "" : " (lecture seule)"}`}
          >
            <Icon className="size-3.5 shrink-0" aria-hidden />
            <span className="min-w-0 truncate">{target}</span>
            {writable ? null : <span className="shrink-0">lecture</span>}
          </span>
        );
      })}
      <More count={mounts.length - shown.length} />
    </>
  );
}

const More = ({ count }: { count: number }) =>
  count <= 0 ? null : <span className="text-xs">+ {count}</span>;

function Meters({ container, history }: { container: EngineContainer; history: History }) {
  const last = history.at(-1);
  if (last === undefined) return null;
  const { cpus, memoryBytes } = container.limits;
  // an idle one would be a flat line on the scale of its limit
  const most = Math.min(cpus, Math.max(cpus / 10, ...history.map((sample) => sample.cpus * 1.15)));
  return (
    <span className="engine-meters">
      <span
        title={`Processeur, sur la dernière minute ; en haut : ${percent(most)}, limite : ${percent(cpus)}`}
      >
        <span className="engine-meter-text">CPU {percent(last.cpus)}</span>
        <Sparkline history={history} value={(sample) => sample.cpus} most={most} />
      </span>
      <span
        title={`Mémoire, sur la dernière minute ; en haut, sa limite : ${mebibytes(memoryBytes)}`}
      >
        <span className="engine-meter-text">{mebibytes(last.memoryBytes)}</span>
        <Sparkline history={history} value={(sample) => sample.memoryBytes} most={memoryBytes} />
      </span>
    </span>
  );
}
