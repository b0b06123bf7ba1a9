import { useEffect, useState } from "react";
import { problemOf } from "@/components/workspace/api";
import { useWorkspaceState } from "@/components/workspace/store";
import { startLimits } from "@/lib/starting-points/start";
import { type HomeFile, homeFiles, readOffered } from "./home-files";

type Listed = { files: HomeFile[]; more: boolean } | { problem: string } | null;

/** The home's files as a list to choose from; what is chosen is read at once, and shown if it cannot be. */
export function FilePicker({
  chosen,
  onChange,
}: {
  /** text by path */
  chosen: ReadonlyMap<string, string>;
  onChange: (chosen: ReadonlyMap<string, string>) => void;
}) {
  const running = useWorkspaceState().view?.state === "running";
  const [listed, setListed] = useState<Listed>(null);
  const [problem, setProblem] = useState<string | null>(null);
  /** chosen, and still being read */
  const [reading, setReading] = useState<string | null>(null);

  useEffect(() => {
    if (!running) return;
    let wanted = true;
    homeFiles().then(
      (found) => wanted && setListed(found),
      (error: unknown) => wanted && setListed({ problem: problemOf(error).message }),
    );
    return () => {
      wanted = false;
    };
  }, [running]);

  const toggle = async (path: string, on: boolean) => {
    setProblem(null);
    const next = new Map(chosen);
    next.delete(path);
    if (!on) return onChange(next);
    if (next.size === startLimits.files)
      return setProblem(`Un point de départ contient ${startLimits.files} fichiers au plus.`);
    setReading(path);
    try {
      const read = await readOffered(path);
      if (typeof read === "string")
        return setProblem(`${path} ne peut pas être partagé : ${read}.`);
      onChange(next.set(path, read.text));
    } catch (error) {
      setProblem(problemOf(error).message);
    } finally {
      setReading(null);
    }
  };

  return (
    <fieldset>
      <legend className="mb-1 font-semibold">Fichiers de votre dossier</legend>
      {!running ? (
        <p className="text-soft text-sm">Ouvrez le terminal pour en choisir.</p>
      ) : listed === null ? (
        <p className="text-soft text-sm">Lecture de votre dossier…</p>
      ) : "problem" in listed ? (
        <p className="text-coral text-sm">{listed.problem}</p>
      ) : listed.files.length === 0 ? (
        <p className="text-soft text-sm">Votre dossier ne contient pas encore de fichier.</p>
      ) : (
        <ul className="max-h-52 overflow-y-auto rounded-lg border border-line">
          {listed.files.map(({ path, size }) => (
            <li key={path}>
              <label className="flex min-h-9 pointer-coarse:min-h-11 items-center gap-3 px-3 hover:bg-sunken">
                <input
                  type="checkbox"
                  className="size-4.5 shrink-0 accent-(--sea)"
                  checked={chosen.has(path) || reading === path}
                  disabled={reading !== null}
                  onChange={(event) => void toggle(path, event.target.checked)}
                />
                <span className="min-w-0 flex-1 break-words font-mono text-sm">{path}</span>
                <span className="shrink-0 text-soft text-xs tabular-nums">{sizeOf(size)}</span>
              </label>
            </li>
          ))}
        </ul>
      )}
      {listed !== null && "more" in listed && listed.more ? (
        <p className="mt-1 text-soft text-sm">
          Votre dossier en contient davantage&nbsp;: seuls les premiers sont listés.
        </p>
      ) : null}
      <p role="alert" className="mt-1 text-coral text-sm empty:hidden">
        {problem}
      </p>
    </fieldset>
  );
}

const sizeOf = (bytes: number): string =>
  bytes < 1_024 ? `${bytes}\u00a0o` : `${Math.ceil(bytes / 1_024)}\u00a0Kio`;
