import type { ReactNode } from "react";
import type { EngineView } from "@/lib/protocol/engine-view";
import { familiarTag, type ObjectRef, shortId } from "./objects";
import { volumeLabel } from "./phrases";
import { useObjectProps } from "./selection";
import { treesOf } from "./strata";
import type { History } from "./usage-history";
import { bearingText, list, mebibytes, percent, size } from "./words";

/** The same as the drawing, as four tables. */
export function Tables({ view, usage }: { view: EngineView; usage: ReadonlyMap<string, History> }) {
  const { containers, images, networks, volumes } = view;
  const strata = treesOf(images).flatMap((tree) => tree.strata);
  const imageNames = new Map(images.map(({ id, tags }) => [id, tags[0] ?? shortId(id)]));
  return (
    <div className="engine-tables">
      <EngineTable
        caption="Conteneurs"
        columns={["Nom", "État", "Image", "Ports", "Réseaux", "Montages", "CPU", "Mémoire"]}
      >
        {containers.map((container) => {
          const last = usage.get(container.id)?.at(-1);
          return (
            <tr key={container.id}>
              <ObjectCell
                target={{ kind: "container", key: container.id }}
                label={container.name}
              />
              <td>{bearingText(container)}</td>
              <td className="font-mono">{container.image}</td>
              <td className="font-mono">
                <Lines
                  lines={container.ports.map(({ port, protocol, published: [first] }) =>
                    first === undefined
                      ? `${port}/${protocol}`
                      : `${first.port} → ${port}/${protocol}`,
                  )}
                />
              </td>
              <td>
                <Lines
                  lines={container.networks.map(({ name, address, aliases }) =>
                    [name, address ?? "sans adresse", ...aliases].join(" · "),
                  )}
                />
              </td>
              <td className="font-mono">
                <Lines
                  lines={container.mounts.map(
                    ({ type, source, target, writable }) =>
                      `${type === "tmpfs" ? "tmpfs" : volumeLabel(source)} → ${target}${writable ? "" : " (lecture)"}`,
                  )}
                />
              </td>
              <td>{last === undefined ? "–" : percent(last.cpus)}</td>
              <td>{last === undefined ? "–" : mebibytes(last.memoryBytes)}</td>
            </tr>
          );
        })}
      </EngineTable>
      <EngineTable
        caption="Images"
        columns={["Nom", "Taille", "Couches", "Partagé avec d’autres", "Conteneurs"]}
      >
        {images.map((image) => {
          const shared = strata.filter(({ span, images }) => span > 1 && images.includes(image.id));
          return (
            <tr key={image.id}>
              <ObjectCell
                target={{ kind: "image", key: image.id }}
                label={image.tags.map(familiarTag).join(", ") || `‹sans nom› ${shortId(image.id)}`}
              />
              <td>{size(image.size)}</td>
              <td>{image.layers.length}</td>
              <td>{size(shared.reduce((sum, stratum) => sum + stratum.size, 0))}</td>
              <td>
                {list(
                  containers.filter(({ imageId }) => imageId === image.id).map(({ name }) => name),
                ) || "–"}
              </td>
            </tr>
          );
        })}
      </EngineTable>
      <EngineTable
        caption="Couches"
        columns={["Empreinte", "Taille", "Dans les images", "Instruction"]}
      >
        {strata.map(({ chain, size: bytes, images: ids, createdBy }) => (
          <tr key={chain}>
            <ObjectCell
              target={{ kind: "layer", key: chain }}
              label={shortId(chain.slice(chain.lastIndexOf(" ") + 1))}
            />
            <td>{size(bytes)}</td>
            <td>{list(ids.map((id) => imageNames.get(id) ?? shortId(id)))}</td>
            <td className="engine-table-long font-mono">{createdBy}</td>
          </tr>
        ))}
      </EngineTable>
      <EngineTable caption="Réseaux" columns={["Nom", "Adresses", "Interne", "Qui y est"]}>
        {networks.map((network) => (
          <tr key={network.id}>
            <ObjectCell target={{ kind: "network", key: network.id }} label={network.name} />
            <td className="font-mono">{network.subnet ?? "–"}</td>
            <td>{network.internal ? "oui" : "non"}</td>
            <td>
              <Lines
                lines={network.members.map(({ name, address, aliases }) =>
                  [name, address ?? "sans adresse", ...aliases].join(" · "),
                )}
              />
            </td>
          </tr>
        ))}
      </EngineTable>
      <EngineTable caption="Volumes" columns={["Nom", "Monté par"]}>
        {volumes.map((volume) => (
          <tr key={volume.name}>
            <ObjectCell
              target={{ kind: "volume", key: volume.name }}
              label={`${volumeLabel(volume.name)}${volume.anonymous ? " (anonyme)" : ""}`}
            />
            <td>
              {list(
                containers.filter(({ id }) => volume.users.includes(id)).map(({ name }) => name),
              ) || "–"}
            </td>
          </tr>
        ))}
      </EngineTable>
    </div>
  );
}

function EngineTable({
  caption,
  columns,
  children,
}: {
  caption: string;
  columns: readonly string[];
  children: readonly ReactNode[];
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keyboard
    <section className="engine-table" aria-label={caption} tabIndex={0}>
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {children.length > 0 ? (
            children
          ) : (
            <tr>
              <td colSpan={columns.length}>aucun</td>
            </tr>
          )}
        </tbody>
      </table>
    </section>
  );
}

function ObjectCell({ target, label }: { target: ObjectRef; label: string }) {
  const props = useObjectProps(target);
  return (
    <th scope="row">
      <button type="button" className="engine-link font-mono" {...props}>
        {label}
      </button>
    </th>
  );
}

function Lines({ lines }: { lines: readonly string[] }) {
  if (lines.length === 0) return "–";
  return (
    <ul>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
