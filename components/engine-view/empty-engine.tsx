import { CommandButtons } from "./command-buttons";

/** Nothing is there yet: an empty quay, and what to type first. */
export function EmptyEngine() {
  return (
    <div className="engine-empty">
      <EmptyQuay />
      <h2 className="font-display font-semibold text-xl">Votre moteur est vide</h2>
      <p className="text-pretty text-soft">
        Essayez <code className="engine-code">docker run</code> dans le terminal : l’image et le
        conteneur apparaîtront ici, au moment où le moteur les crée.
      </p>
      <CommandButtons
        commands={[
          {
            text: "docker run -d --name web -p 8080:80 nginx",
            says: "lancer un serveur web, nommé web, sur le port 8080",
          },
          { text: "docker run hello-world", says: "lancer le plus petit des conteneurs" },
        ]}
      />
    </div>
  );
}

/** In the manner of the home page's harbour: a crane that waits, and no box. */
function EmptyQuay() {
  return (
    <svg viewBox="0 0 320 130" className="engine-empty-quay" aria-hidden="true" focusable="false">
      <path d="M0 96c40-10 60-6 90-14 30 6 50-6 84 2 40-8 60 2 146-6v20H0z" fill="var(--far)" />
      <rect y="96" width="320" height="34" fill="var(--water)" />
      <path
        d="M0 110q10-5 20 0t20 0 20 0 20 0 20 0 20 0 20 0M20 121q10-5 20 0t20 0 20 0 20 0"
        fill="none"
        stroke="var(--water-deep)"
        strokeWidth="2"
        strokeLinecap="round"
      />
      <g fill="none" stroke="var(--fig-line)" strokeWidth="2.5" strokeLinejoin="round">
        <path d="M236 92V30M264 92V30M236 30h28M236 66h28M236 66l28 26M264 66l-28 26" />
        <path d="M150 29h152M250 8L162 28M250 8l40 20M250 8v21" strokeWidth="2" />
        <path d="M172 30v26M186 30v26" strokeWidth="1" />
      </g>
      <path
        d="M158 56h42v20h-42z"
        fill="none"
        stroke="var(--fig-line)"
        strokeWidth="1.5"
        strokeDasharray="4 3"
      />
      <path d="M200 96h120v34H200z" fill="var(--quay)" />
      <path d="M196 92h124v7H196z" fill="var(--hull)" />
    </svg>
  );
}
