import { ClipboardPaste, Copy, Search, TextSelect } from "lucide-react";
import { ContextMenu } from "radix-ui";
import type { MouseEvent, ReactNode } from "react";
import { itemClass, keyClass, menuClass, separatorClass } from "@/components/ui/menu";
import { hint } from "@/components/workspace/store";
import { readClipboard } from "./clipboard";
import { isMac, keyNames } from "./keys";
import type { TerminalSession } from "./session";

/** The right button's menu. With Shift it is the browser's; a program that follows the mouse keeps it. */
export function TerminalContextMenu({
  session,
  selection,
  children,
}: {
  session: TerminalSession;
  selection: boolean;
  children: ReactNode;
}) {
  const keys = keyNames(isMac());
  const paste = async () => {
    const text = await readClipboard();
    if (text === null)
      hint(
        `Votre navigateur ne donne pas le presse-papiers à cette page. Collez avec ${keys.paste}.`,
      );
    else session.paste(text);
    session.focus();
  };
  const onContextMenu = (event: MouseEvent) => {
    const { mouseTrackingMode } = session.terminal.modes;
    if (event.shiftKey) return event.stopPropagation();
    if (mouseTrackingMode !== "none") {
      event.stopPropagation();
      event.preventDefault();
    }
  };
  return (
    <ContextMenu.Root modal={false}>
      <ContextMenu.Trigger asChild>
        <div className="absolute inset-0">
          {/* biome-ignore lint/a11y/noStaticElementInteractions: decides whose right click it is */}
          <div className="absolute inset-0" onContextMenu={onContextMenu}>
            {children}
          </div>
        </div>
      </ContextMenu.Trigger>
      <ContextMenu.Portal>
        <ContextMenu.Content
          className={menuClass}
          collisionPadding={8}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            if (!session.state.get().searching) session.focus();
          }}
        >
          <ContextMenu.Item
            className={itemClass}
            disabled={!selection}
            onSelect={() => void session.copy()}
          >
            <Copy className="size-4" aria-hidden />
            Copier
            <span className={keyClass}>{keys.copy}</span>
          </ContextMenu.Item>
          <ContextMenu.Item className={itemClass} onSelect={() => void paste()}>
            <ClipboardPaste className="size-4" aria-hidden />
            Coller
            <span className={keyClass}>{keys.paste}</span>
          </ContextMenu.Item>
          <ContextMenu.Item className={itemClass} onSelect={() => session.terminal.selectAll()}>
            <TextSelect className="size-4" aria-hidden />
            Tout sélectionner
          </ContextMenu.Item>
          <ContextMenu.Separator className={separatorClass} />
          <ContextMenu.Item
            className={itemClass}
            onSelect={() => session.state.set({ searching: true })}
          >
            <Search className="size-4" aria-hidden />
            Rechercher
            <span className={keyClass}>{keys.find}</span>
          </ContextMenu.Item>
        </ContextMenu.Content>
      </ContextMenu.Portal>
    </ContextMenu.Root>
  );
}
