import {
  AArrowDown,
  AArrowUp,
  Check,
  CircleStop,
  Ellipsis,
  Keyboard,
  Plus,
  Search,
  Trash2,
  X,
} from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { useState } from "react";
import { BroadcastItems } from "@/components/classroom/broadcast/broadcast-items";
import { isMac, keyNames } from "@/components/terminal/keys";
import { changeFontSize, preferences, setPreference } from "@/components/terminal/preferences";
import { itemClass, keyClass, labelClass, menuClass, separatorClass } from "@/components/ui/menu";
import { useStore } from "./create-store";
import { ShortcutsDialog } from "./shortcuts-dialog";
import { RemoveDialog, StopDialog } from "./stop-dialogs";

const themes = [
  ["auto", "Comme le site"],
  ["light", "Clair"],
  ["dark", "Sombre"],
] as const;

/** Everything that can be done with the terminal and the workspace, behind one button. */
export function WorkspaceMenu({
  onNewTab,
  onCloseTab,
  onSearch,
  onDone,
}: {
  onNewTab: () => void;
  /** null: no tab is open */
  onCloseTab: (() => void) | null;
  onSearch: (() => void) | null;
  /** a dialog was closed: the keyboard goes back to the terminal */
  onDone: () => void;
}) {
  const [dialog, setDialog] = useState<"shortcuts" | "stop" | "remove" | null>(null);
  const { fontSize, theme, screenReader } = useStore(preferences);
  const keys = keyNames(isMac());
  const close = () => setDialog(null);
  const stay = (event: Event) => event.preventDefault();
  return (
    <>
      <DropdownMenu.Root modal={false}>
        <DropdownMenu.Trigger
          className="grid size-11 place-items-center self-center rounded-lg text-soft hover:bg-sunken hover:text-ink data-[state=open]:bg-sunken"
          aria-label="Menu de l’espace de travail"
          title="Menu"
        >
          <Ellipsis className="size-5" aria-hidden />
        </DropdownMenu.Trigger>
        <DropdownMenu.Portal>
          <DropdownMenu.Content
            className={menuClass}
            align="end"
            sideOffset={4}
            collisionPadding={8}
          >
            <DropdownMenu.Item className={itemClass} onSelect={onNewTab}>
              <Plus className="size-4" aria-hidden />
              Nouvel onglet
            </DropdownMenu.Item>
            <DropdownMenu.Item
              className={itemClass}
              disabled={onCloseTab === null}
              onSelect={() => onCloseTab?.()}
            >
              <X className="size-4" aria-hidden />
              Fermer l’onglet
            </DropdownMenu.Item>
            <DropdownMenu.Item
              className={itemClass}
              disabled={onSearch === null}
              onSelect={() => onSearch?.()}
            >
              <Search className="size-4" aria-hidden />
              Rechercher
              <span className={keyClass}>{keys.find}</span>
            </DropdownMenu.Item>
            <BroadcastItems />
            <DropdownMenu.Separator className={separatorClass} />
            <DropdownMenu.Label className={labelClass}>Texte : {fontSize} px</DropdownMenu.Label>
            <DropdownMenu.Item
              className={itemClass}
              onSelect={(event) => {
                stay(event);
                changeFontSize(1);
              }}
            >
              <AArrowUp className="size-4" aria-hidden />
              Agrandir
              <span className={keyClass}>{keys.larger}</span>
            </DropdownMenu.Item>
            <DropdownMenu.Item
              className={itemClass}
              onSelect={(event) => {
                stay(event);
                changeFontSize(-1);
              }}
            >
              <AArrowDown className="size-4" aria-hidden />
              Réduire
              <span className={keyClass}>{keys.smaller}</span>
            </DropdownMenu.Item>
            <DropdownMenu.Separator className={separatorClass} />
            <DropdownMenu.Label className={labelClass}>Couleurs du terminal</DropdownMenu.Label>
            <DropdownMenu.RadioGroup value={theme}>
              {themes.map(([value, name]) => (
                <DropdownMenu.RadioItem
                  key={value}
                  value={value}
                  className={itemClass}
                  onSelect={(event) => {
                    stay(event);
                    setPreference({ theme: value });
                  }}
                >
                  <span className="size-4">
                    <DropdownMenu.ItemIndicator>
                      <Check className="size-4" aria-hidden />
                    </DropdownMenu.ItemIndicator>
                  </span>
                  {name}
                </DropdownMenu.RadioItem>
              ))}
            </DropdownMenu.RadioGroup>
            <DropdownMenu.Separator className={separatorClass} />
            <DropdownMenu.CheckboxItem
              className={itemClass}
              checked={screenReader}
              onSelect={stay}
              onCheckedChange={(on) => setPreference({ screenReader: on })}
            >
              <span className="size-4">
                <DropdownMenu.ItemIndicator>
                  <Check className="size-4" aria-hidden />
                </DropdownMenu.ItemIndicator>
              </span>
              Mode lecteur d’écran
            </DropdownMenu.CheckboxItem>
            <DropdownMenu.Item className={itemClass} onSelect={() => setDialog("shortcuts")}>
              <Keyboard className="size-4" aria-hidden />
              Raccourcis, copier et coller
            </DropdownMenu.Item>
            <DropdownMenu.Separator className={separatorClass} />
            <DropdownMenu.Item className={itemClass} onSelect={() => setDialog("stop")}>
              <CircleStop className="size-4" aria-hidden />
              Arrêter l’espace…
            </DropdownMenu.Item>
            <DropdownMenu.Item
              className={`${itemClass} text-coral data-highlighted:bg-coral-wash data-highlighted:text-coral`}
              onSelect={() => setDialog("remove")}
            >
              <Trash2 className="size-4" aria-hidden />
              Tout supprimer…
            </DropdownMenu.Item>
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
      <ShortcutsDialog open={dialog === "shortcuts"} onClose={close} onClosed={onDone} />
      <StopDialog open={dialog === "stop"} onClose={close} onClosed={onDone} />
      <RemoveDialog open={dialog === "remove"} onClose={close} onClosed={onDone} />
    </>
  );
}
