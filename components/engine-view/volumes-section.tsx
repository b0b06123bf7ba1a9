import { Cylinder } from "lucide-react";
import type { EngineView, EngineVolume } from "@/lib/protocol/engine-view";
import { volumeLabel } from "./phrases";
import { useObjectProps } from "./selection";
import { list } from "./words";

/** The volumes, and who mounts each. */
export function VolumesSection({ view }: { view: EngineView }) {
  return (
    <section className="engine-stores" aria-labelledby="engine-volumes">
      <h2 id="engine-volumes" className="engine-heading">
        Volumes
      </h2>
      <ul className="engine-volumes">
        {view.volumes.map((volume) => (
          <VolumeTank key={volume.name} volume={volume} view={view} />
        ))}
      </ul>
    </section>
  );
}

function VolumeTank({ volume, view }: { volume: EngineVolume; view: EngineView }) {
  const props = useObjectProps({ kind: "volume", key: volume.name });
  const users = view.containers
    .filter(({ id }) => volume.users.includes(id))
    .map(({ name }) => name);
  return (
    <li className="min-w-0">
      <button
        type="button"
        className="engine-volume"
        data-used={users.length > 0 ? "" : undefined}
        {...props}
      >
        <Cylinder className="engine-volume-icon" aria-hidden />
        <span className="min-w-0">
          <span className="engine-volume-name" title={volume.name}>
            {volumeLabel(volume.name)}
          </span>
          <span className="engine-volume-note">
            {volume.anonymous ? "anonyme · " : ""}
            {users.length === 0 ? "monté nulle part" : `monté par ${list(users)}`}
          </span>
        </span>
      </button>
    </li>
  );
}
