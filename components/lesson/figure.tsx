import { readFigure } from "@/lib/content/figures";
import { contentPlaces } from "@/lib/content/places";

/** A drawing of content/figures, set into the page so that it takes the theme's colours. */
export async function Figure({
  nom,
  alt,
  legende,
}: {
  nom: string;
  alt: string;
  legende?: string;
}) {
  const svg = await readFigure(contentPlaces().content, nom);
  return (
    <figure className="figure keep my-8!">
      <div role="img" aria-label={alt} dangerouslySetInnerHTML={{ __html: svg }} />
      {legende ? (
        <figcaption className="text-[0.94rem] text-soft leading-snug">{legende}</figcaption>
      ) : null}
    </figure>
  );
}
