"use client";

import dynamic from "next/dynamic";

/** Loaded after the lesson itself. */
const ComparisonPanel = dynamic(
  () => import("./comparison-panel").then((module) => module.ComparisonPanel),
  { ssr: false },
);

/** A virtual machine and a container, started side by side and measured. */
export function Comparaison() {
  return (
    <section
      aria-label="Machine virtuelle et conteneur, côte à côte"
      className="keep my-8! rounded-(--radius) border border-line bg-surface p-5 sm:p-6"
    >
      <ComparisonPanel />
      <noscript>
        <p>Les mesures et les terminaux ont besoin de JavaScript.</p>
      </noscript>
    </section>
  );
}
