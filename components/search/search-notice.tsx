import { useState } from "react";
import { recentSearches } from "./recent";
import type { Results } from "./use-search";

const first = ["volume", "Dockerfile", "publier un port", "supprimer un conteneur"];

/** What stands above the results: how many, or what to do when there are none. */
export function SearchNotice({
  results: { state, found, suggestion },
  onAsk,
}: {
  results: Results;
  onAsk: (query: string) => void;
}) {
  const [recent] = useState(recentSearches);
  return (
    <>
      <p role="status" className={found?.length ? "sr-only" : "px-3 py-2 text-soft"}>
        {sentence(state, found?.length ?? null)}
      </p>
      {state === "failed" ? (
        <p className="px-3 pb-2">
          <a href="/recherche" className="text-sea underline">
            Ouvrir la page de recherche
          </a>
        </p>
      ) : null}
      {found?.length === 0 && suggestion !== null ? (
        <Proposals title="Essayez plutôt" queries={[suggestion]} onAsk={onAsk} />
      ) : null}
      {state === "ready" && found === null ? (
        <Proposals
          title={recent.length > 0 ? "Vos dernières recherches" : "Par exemple"}
          queries={recent.length > 0 ? recent : first}
          onAsk={onAsk}
        />
      ) : null}
    </>
  );
}

function sentence(state: Results["state"], count: number | null): string {
  if (state === "loading") return "Ouverture de la recherche…";
  if (state === "failed") return "La recherche n’a pas pu s’ouvrir. Vérifiez votre connexion.";
  if (count === null) return "";
  if (count === 0) return "Rien ne correspond à ces mots.";
  return count === 1 ? "1 résultat" : `${count} résultats`;
}

function Proposals({
  title,
  queries,
  onAsk,
}: {
  title: string;
  queries: string[];
  onAsk: (query: string) => void;
}) {
  return (
    <div className="px-3 pb-3">
      <p className="text-soft text-sm">{title}</p>
      <ul className="mt-2 flex flex-wrap gap-2">
        {queries.map((query) => (
          <li key={query}>
            <button
              type="button"
              className="min-h-11 rounded-lg border border-edge px-4 hover:border-sea hover:text-sea"
              onClick={(event) => {
                onAsk(query);
                event.currentTarget.closest("[role=dialog]")?.querySelector("input")?.focus();
              }}
            >
              {query}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
