import { Eye } from "lucide-react";
import { useOwnState } from "@/components/live/own-state";
import { looking } from "@/components/workspace/watch-words";
import { Notice } from "./notice";
import { usePanelShown } from "./use-panel-shown";

/** To a learner, for as long as it lasts, wherever the panel does not say it: it cannot be put away. */
export function WatchedNotice() {
  const { watchers } = useOwnState();
  const said = usePanelShown();
  if (said || watchers.length === 0) return null;
  return <Notice icon={Eye}>{looking(watchers)}</Notice>;
}
