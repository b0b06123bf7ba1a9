import { Play } from "lucide-react";

/**
 * What a lesson looks like, drawn with the same pieces: a command on the left, on the right what
 * it prints. Text of the page, not a simulated terminal: nothing here pretends to run.
 */
export function LessonGlimpse() {
  return (
    <figure>
      <div className="grid overflow-hidden rounded-xl border border-line bg-surface shadow-(--shadow) md:grid-cols-[5fr_6fr]">
        <div className="p-6 sm:p-8">
          <p className="font-display text-coral">Un conteneur, c’est quoi au juste&#8239;?</p>
          <p className="mt-1 font-bold font-display text-2xl tracking-tight">
            Qu’est-ce qu’un conteneur&#8239;?
          </p>
          <p className="mt-3 text-soft">
            Le plus simple est d’en lancer un. Cliquez sur la commande&nbsp;: elle s’écrit dans
            votre terminal.
          </p>
          <div className="mt-4 flex items-center justify-between gap-2 rounded-lg border border-edge py-2.5 pr-3 pl-4">
            <code className="min-w-0 text-sm">
              <span className="tok-prompt">$ </span>docker run --rm hello-world
            </code>
            <Play className="size-4 shrink-0 fill-current text-sea" aria-hidden />
          </div>
        </div>
        <div className="overflow-hidden bg-[#0a121f] p-6 font-mono text-[#dfe6f0] text-[0.8125rem] leading-relaxed sm:p-8">
          <p>
            <span className="text-[#6fd3c8]">apprenant@escale:~$</span> docker run --rm hello-world
          </p>
          <p className="mt-3">Bonjour de Docker&nbsp;!</p>
          <p>Ce message montre que votre installation semble fonctionner correctement.</p>
          <p className="mt-3">Pour produire ce message, Docker a franchi quatre étapes&nbsp;:</p>
          <p>
            {"\u00a0"}1. Le client Docker (la commande «&nbsp;docker&nbsp;») a contacté le moteur
            Docker…
          </p>
          <p className="mt-3">
            <span className="text-[#6fd3c8]">apprenant@escale:~$</span>{" "}
            <span className="inline-block h-[1.1em] w-[0.55em] translate-y-0.5 bg-[#dfe6f0]" />
          </p>
        </div>
      </div>
      <figcaption className="mt-3 text-center text-soft text-sm">
        Un clic sur la commande la tape dans votre terminal. La réponse vient d’un vrai moteur
        Docker.
      </figcaption>
    </figure>
  );
}
