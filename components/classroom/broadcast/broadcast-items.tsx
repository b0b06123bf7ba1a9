import { Presentation } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { itemClass, labelClass, separatorClass } from "@/components/ui/menu";
import { activeTerminalOf } from "@/components/workspace/active-terminal";
import { useStore } from "@/components/workspace/create-store";
import { useWorkspaceState } from "@/components/workspace/store";
import { broadcasts, mineOf, startBroadcast } from "./store";

/** In a trainer's menu: the terminal that is shown to them, to one of their classes. */
export function BroadcastItems() {
  const state = useStore(broadcasts);
  const workspace = useWorkspaceState();
  const { view } = workspace;
  const active = activeTerminalOf(workspace);
  const teaches = state.news?.teaches ?? [];
  if (view?.state !== "running" || active === null || teaches.length === 0) return null;
  const shown = mineOf(state).filter(({ mine }) => mine?.terminal === active.id);
  const others = teaches.filter(({ id }) => !shown.some(({ classId }) => classId === id));
  if (others.length === 0) return null;
  return (
    <>
      <DropdownMenu.Separator className={separatorClass} />
      <DropdownMenu.Label className={labelClass}>Diffuser ce terminal à</DropdownMenu.Label>
      {others.slice(0, 8).map(({ id, name }) => (
        <DropdownMenu.Item
          key={id}
          className={itemClass}
          onSelect={() => void startBroadcast(id, { workspace: view.id, terminal: active.id })}
        >
          <Presentation className="size-4 shrink-0" aria-hidden />
          <span className="min-w-0 truncate">{name}</span>
        </DropdownMenu.Item>
      ))}
    </>
  );
}
