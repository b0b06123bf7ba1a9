import { usePathname } from "next/navigation";
import { hasPanel } from "@/components/workspace/panel-pages";
import { useWorkspaceState } from "@/components/workspace/store";

/** Whether this page has the panel of a workspace that runs: what is said there is not said twice. */
export function usePanelShown(): boolean {
  const { view, opened } = useWorkspaceState();
  return hasPanel(usePathname()) && opened && view?.state === "running";
}
