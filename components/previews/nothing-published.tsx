import { Play } from "lucide-react";
import { buttonClass } from "@/components/ui/button";
import { runCommand } from "@/components/workspace/run-command";
import { hint } from "@/components/workspace/store";

const example = "docker run -d -p 8080:80 nginx";

/** No container publishes a port: what a preview is, and how to get one. */
export function NothingPublished() {
  const run = () => {
    runCommand(example).catch((error: unknown) => {
      hint(error instanceof Error ? error.message : "La commande n’a pas pu être tapée.");
    });
  };
  return (
    <div className="m-auto max-w-md space-y-4 overflow-y-auto p-6 text-center">
      <p className="text-pretty text-soft">
        Ici s’affiche ce que sert un conteneur, dès qu’il publie un port. Aucun ne le fait pour
        l’instant. Par exemple&nbsp;:
      </p>
      <p>
        <code className="rounded-md bg-sunken px-2 py-1 font-mono text-sm">{example}</code>
      </p>
      <button type="button" className={buttonClass("outline")} onClick={run}>
        <Play className="size-4 fill-current" aria-hidden />
        Exécuter
      </button>
    </div>
  );
}
