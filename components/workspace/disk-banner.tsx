import { HardDrive } from "lucide-react";
import type { WorkspaceView } from "@/lib/protocol/workspace";

type Spent = NonNullable<Extract<WorkspaceView, { state: "running" }>["diskSpent"]>;

const number = new Intl.NumberFormat("fr-FR", { maximumFractionDigits: 1 });
const size = (bytes: number) =>
  bytes >= 1024 ** 3
    ? `${number.format(bytes / 1024 ** 3)} Gio`
    : `${number.format(bytes / 1024 ** 2)} Mio`;

/** Says that the workspace's disk is used up, what follows from it and what to do. */
export function DiskBanner({ spent }: { spent: Spent | undefined }) {
  const files = spent !== undefined && spent.usedBytes < spent.maxBytes;
  return (
    <div role="status">
      {spent === undefined ? null : (
        <div className="flex shrink-0 items-start gap-x-4 border-line border-b bg-brass-wash px-4 py-2 text-sm">
          <HardDrive className="mt-0.5 size-4.5 shrink-0 text-brass" aria-hidden />
          <p className="min-w-48 flex-1 text-pretty">
            Votre place sur le disque est épuisée (
            {files
              ? `${number.format(spent.usedFiles)} fichiers sur ${number.format(spent.maxFiles)}`
              : `${size(spent.usedBytes)} sur ${size(spent.maxBytes)}`}
            ) : Docker ne crée plus rien, et ce qui continue à écrire est arrêté. Supprimez ce qui
            ne sert plus ; <code>docker system df -v</code> montre ce que Docker occupe.
          </p>
        </div>
      )}
    </div>
  );
}
