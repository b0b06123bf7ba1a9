import { ChevronDown, Globe } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { itemClass, labelClass, menuClass } from "@/components/ui/menu";
import type { PublishedPort } from "@/lib/protocol/workspace";
import { showPreview } from "./store";

const entryClass =
  "mx-1 flex h-9 pointer-coarse:h-11 shrink-0 items-center gap-1.5 self-center rounded-lg bg-sea px-3 font-semibold text-sm text-surface hover:opacity-90";

/**
 * In the panel's bar: the ports that containers publish now, each of which opens its preview.
 * Nothing while there is none.
 */
export function PortsEntry({ ports }: { ports: readonly PublishedPort[] }) {
  const [only] = ports;
  return (
    <>
      <p role="status" className="sr-only">
        {ports.map(({ port }) => `Port ${port} publié, aperçu disponible. `)}
      </p>
      {only === undefined ? null : ports.length === 1 ? (
        <button
          type="button"
          className={entryClass}
          title={`Voir ce que sert le conteneur ${only.container}`}
          onClick={() => showPreview(only.port)}
        >
          <Globe className="size-4" aria-hidden />
          <span className="max-sm:sr-only">Port </span>
          {only.port}
        </button>
      ) : (
        <DropdownMenu.Root modal={false}>
          <DropdownMenu.Trigger
            className={entryClass}
            title="Voir ce que servent les ports publiés"
          >
            <Globe className="size-4" aria-hidden />
            {ports.length} ports
            <ChevronDown className="size-4" aria-hidden />
          </DropdownMenu.Trigger>
          <DropdownMenu.Portal>
            <DropdownMenu.Content
              className={menuClass}
              align="end"
              sideOffset={4}
              collisionPadding={8}
              // the pane that was chosen has the keyboard then
              onCloseAutoFocus={(event) => event.preventDefault()}
            >
              <DropdownMenu.Label className={labelClass}>Ports publiés</DropdownMenu.Label>
              {ports.map(({ port, container }) => (
                <DropdownMenu.Item
                  key={port}
                  className={itemClass}
                  onSelect={() => showPreview(port)}
                >
                  <Globe className="size-4" aria-hidden />
                  Port {port}
                  <span className="ml-auto max-w-48 truncate pl-6 text-soft">{container}</span>
                </DropdownMenu.Item>
              ))}
            </DropdownMenu.Content>
          </DropdownMenu.Portal>
        </DropdownMenu.Root>
      )}
    </>
  );
}
