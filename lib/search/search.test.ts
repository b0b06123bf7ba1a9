import { beforeAll, describe, expect, it, vi } from "vitest";
import { readCourse } from "@/lib/content/course";
import { fold, mark, stem, termOf } from "./analyse";
import { readDocuments, type SearchDocument } from "./document";
import { documentsOf } from "./documents";
import { indexOf, openSearch, type Search } from "./engine";

vi.setConfig({ testTimeout: 20_000, hookTimeout: 60_000 });

describe("a French word is compared", () => {
  it.each([
    ["Réseaux", "reseau"],
    ["journaux", "journal"],
    ["volumes", "volume"],
    ["Cœur", "coeur"],
    ["process", "process"],
    ["accès", "acce"],
    ["overlay2", "overlay2"],
    ["des", null],
    ["L", null],
  ])("%s by %s", (word, term) => {
    expect(termOf(word)).toBe(term);
  });

  it("whatever way its accents are encoded", () => {
    expect(fold("re\u0301seau")).toBe(fold("réseau"));
    expect(stem(fold("eaux"))).toBe("eau");
  });

  it("and marked where it stands in the text", () => {
    expect(mark("L’hôte, des hôtes.", (term) => term === "hote")).toEqual([
      { text: "L’", found: false },
      { text: "hôte", found: true },
      { text: ", des ", found: false },
      { text: "hôtes", found: true },
      { text: ".", found: false },
    ]);
  });
});

describe("in the course as it is", () => {
  let documents: SearchDocument[];
  let search: Search;
  beforeAll(async () => {
    documents = await documentsOf(await readCourse());
    const sent: unknown = JSON.parse(JSON.stringify(documents));
    search = openSearch(readDocuments(sent), indexOf(documents));
  });
  const hrefs = (query: string) => search.find(query).map(({ href }) => href);
  const pages = (query: string) => search.find(query).map(({ document }) => document.href);

  it("singular and plural, with accents or without, find the same in the same order", () => {
    for (const [one, other] of [
      ["volume", "volumes"],
      ["reseau", "Réseaux"],
      ["les hôtes", "hote"],
    ] as const) {
      expect(hrefs(one).length).toBeGreaterThan(2);
      expect(hrefs(other)).toEqual(hrefs(one));
    }
  });

  it.each([
    ["volumes", "/glossaire#volume"],
    ["reseau", "/glossaire#reseau"],
    ["Dockerfile", "/glossaire#dockerfile"],
    ["hyperviseur", "/glossaire#hyperviseur"],
  ])("« %s » finds its definition among the first", (query, href) => {
    expect(pages(query).slice(0, 3)).toContain(href);
  });

  it("« Dockerfile » finds lessons of its chapter", () => {
    expect(pages("Dockerfile").some((href) => href.includes("/ecrire-un-dockerfile/"))).toBe(true);
  });

  it("« supprimer conteneur » finds text that has both, under whatever form", () => {
    const [first] = search.find("supprimer conteneur");
    const marked = first?.excerpt.filter(({ found }) => found).map(({ text }) => fold(text));
    expect(marked?.some((word) => word.startsWith("supprim"))).toBe(true);
    expect(marked?.some((word) => word.startsWith("conteneur"))).toBe(true);
  });

  it("the beginning of a word, or a slip of the finger, is enough", () => {
    expect(pages("hypervis")).toContain("/glossaire#hyperviseur");
    expect(pages("hypreviseur")).toContain("/glossaire#hyperviseur");
    expect(pages("conteneru").length).toBeGreaterThan(0);
  });

  it("always shows some text, also of a term whose definition does not repeat it", () => {
    for (const { excerpt } of search.find("volume")) expect(excerpt).not.toEqual([]);
  });

  it("leads to the part of the lesson where the words are", () => {
    const anchored = search.find("hyperviseur").filter(({ href }) => href.includes("/parcours/"));
    expect(anchored.some(({ href }) => href.includes("#"))).toBe(true);
    for (const { href, document } of anchored) {
      const anchor = href.split("#")[1];
      if (anchor) expect(document.sections.map((one) => one.anchor)).toContain(anchor);
    }
  });

  it("finds nothing for nonsense and for words that say nothing, and suggests what looks like it", () => {
    expect(search.find("xyzzyqwk")).toEqual([]);
    expect(search.find("de la")).toEqual([]);
    expect(search.find("hipervizzeeur")).toEqual([]);
    expect(search.suggest("hipervizzeeur")).toBe("hyperviseur");
  });
});
