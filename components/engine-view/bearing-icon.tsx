import {
  CircleCheck,
  CircleDashed,
  CircleX,
  Hourglass,
  type LucideIcon,
  Pause,
  Play,
  RotateCw,
  Square,
  Trash2,
  TriangleAlert,
} from "lucide-react";
import type { Bearing } from "./words";

/** A shape for each state, since a colour alone says nothing to many. */
const icons: Record<Bearing, LucideIcon> = {
  running: Play,
  healthy: CircleCheck,
  starting: Hourglass,
  unhealthy: TriangleAlert,
  paused: Pause,
  restarting: RotateCw,
  created: CircleDashed,
  ended: Square,
  failed: CircleX,
  removing: Trash2,
};
const filled: readonly Bearing[] = ["running", "paused"];

export function BearingIcon({ bearing }: { bearing: Bearing }) {
  const Icon = icons[bearing];
  return (
    <Icon
      className="size-3.5 shrink-0"
      {...(filled.includes(bearing) ? { fill: "currentColor" } : {})}
      strokeWidth={2.5}
      aria-hidden
    />
  );
}
