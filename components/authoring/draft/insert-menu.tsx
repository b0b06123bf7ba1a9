"use client";

import { Plus } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { itemClass, menuClass } from "@/components/ui/menu";
import type { Draft } from "./draft";
import { piecesFor } from "./pieces";

/** Puts a ready piece below the line of the cursor. */
export function InsertMenu({ draft, path }: { draft: Draft; path: string }) {
  const pieces = piecesFor(path);
  if (pieces.length === 0) return null;
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger className="flex min-h-9 items-center gap-1.5 rounded-lg px-3 font-medium text-sea text-sm hover:bg-sea-wash data-[state=open]:bg-sea-wash">
        <Plus className="size-4" aria-hidden />
        Insérer
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          className={menuClass}
          align="end"
          sideOffset={4}
          // the editor has the keyboard after an insertion
          onCloseAutoFocus={(event) => event.preventDefault()}
        >
          {pieces.map(({ label, text }) => (
            <DropdownMenu.Item
              key={label}
              className={itemClass}
              onSelect={() => draft.insert(text)}
            >
              {label}
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
