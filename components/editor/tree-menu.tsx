import { Download, FilePlus, FolderPlus, Pencil, Trash2 } from "lucide-react";
import { ContextMenu } from "radix-ui";
import type { ReactNode } from "react";
import { itemClass, keyClass, menuClass, separatorClass } from "@/components/ui/menu";

export type TreeAction = "file" | "folder" | "rename" | "download" | "remove";

const items = [
  { action: "file", label: "Nouveau fichier", Icon: FilePlus, key: "" },
  { action: "folder", label: "Nouveau dossier", Icon: FolderPlus, key: "" },
  null,
  { action: "rename", label: "Renommer", Icon: Pencil, key: "F2" },
  { action: "download", label: "Télécharger", Icon: Download, key: "" },
  { action: "remove", label: "Supprimer…", Icon: Trash2, key: "Suppr" },
] as const;

/** The right button's menu of a row of the tree (Shift + F10 by the keyboard). */
export function TreeMenu({
  onAction,
  children,
}: {
  onAction: (action: TreeAction) => void;
  children: ReactNode;
}) {
  return (
    <ContextMenu.Root modal={false}>
      <ContextMenu.Trigger asChild>{children}</ContextMenu.Trigger>
      <ContextMenu.Portal>
        <ContextMenu.Content
          className={menuClass}
          collisionPadding={8}
          // what was chosen takes the keyboard
          onCloseAutoFocus={(event) => event.preventDefault()}
        >
          {items.map((item, index) =>
            item === null ? (
              <ContextMenu.Separator key={index} className={separatorClass} />
            ) : (
              <ContextMenu.Item
                key={item.action}
                className={itemClass}
                // once the menu has gone, for it gives the keyboard away as it goes
                onSelect={() => setTimeout(() => onAction(item.action))}
              >
                <item.Icon className="size-4" aria-hidden />
                {item.label}
                <span className={keyClass}>{item.key}</span>
              </ContextMenu.Item>
            ),
          )}
        </ContextMenu.Content>
      </ContextMenu.Portal>
    </ContextMenu.Root>
  );
}
