import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { Draft, isDirty } from "./draft";

const path = "lesson.mdx";
const askedSchema = z.object({ path: z.string(), text: z.string(), seen: z.number().nullable() });

/** A site with one file, that holds to revisions as the real one does. */
class FakeSite {
  text = "un";
  revision = 1;
  away = false;
  saves = 0;

  readonly fetch = async (_path: string, init: RequestInit = {}): Promise<Response> => {
    if (this.away) throw new TypeError("fetch failed");
    const json = (body: unknown, status = 200) => Response.json(body, { status });
    if (init.method !== "POST")
      return json({ files: [{ path, text: this.text, revision: this.revision }] });
    const { text, seen } = askedSchema.parse(JSON.parse(String(init.body)));
    if (seen !== this.revision)
      return json({ error: { code: "file_changed", message: "ailleurs" } }, 409);
    this.saves++;
    this.text = text;
    return json({ revision: ++this.revision });
  };

  /** as another tab does */
  write(text: string): void {
    this.text = text;
    this.revision++;
  }
}

let site: FakeSite;
const kept = new Map<string, string>();

beforeEach(() => {
  vi.useFakeTimers();
  site = new FakeSite();
  kept.clear();
  vi.stubGlobal("fetch", site.fetch);
  vi.stubGlobal("sessionStorage", {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function opened(): Promise<Draft> {
  const draft = new Draft("abc");
  await draft.load();
  return draft;
}
const later = (ms = 1_000) => vi.advanceTimersByTimeAsync(ms);

describe("a draft in a page", () => {
  it("is saved a moment after the last key, once", async () => {
    const draft = await opened();
    for (const text of ["u", "un d", "un deux"]) draft.edit(path, text);
    await later();
    expect(site).toMatchObject({ text: "un deux", saves: 1 });
    expect(draft.find(path)).toMatchObject({ revision: 2, saving: false });
    expect(kept.size).toBe(0);
  });

  it("shows both texts when another has written, and writes over neither", async () => {
    const draft = await opened();
    site.write("d’ailleurs");
    draft.edit(path, "d’ici");
    await later();
    expect(site.text).toBe("d’ailleurs");
    expect(draft.find(path)).toMatchObject({ text: "d’ici", theirs: { text: "d’ailleurs" } });
    // and goes on being typed in, without a word to the site
    draft.edit(path, "d’ici encore");
    await later();
    expect(site.saves).toBe(0);
    draft.settle(path, "mine");
    await later();
    expect(site.text).toBe("d’ici encore");
  });

  it("takes the other's text when it is told to", async () => {
    const draft = await opened();
    site.write("d’ailleurs");
    draft.edit(path, "d’ici");
    await later();
    draft.settle(path, "theirs");
    await later();
    expect(draft.find(path)).toMatchObject({ text: "d’ailleurs", theirs: null, revision: 2 });
    expect(site.saves).toBe(0);
  });

  it("keeps what was typed while the site was away, and saves it when it is back", async () => {
    vi.spyOn(console, "warn").mockImplementation(() => {});
    const draft = await opened();
    site.away = true;
    draft.edit(path, "deux");
    await later();
    expect(draft.find(path)?.problem).not.toBeNull();
    site.away = false;
    await later(6_000);
    expect(site.text).toBe("deux");
    expect(draft.find(path)?.problem).toBeNull();
  });

  it("has what was not saved before a reload, beside what was written elsewhere", async () => {
    const before = await opened();
    before.edit(path, "pas encore");
    const again = await opened();
    expect(again.find(path)).toMatchObject({ text: "pas encore", theirs: null });
    site.write("d’ailleurs");
    const later = await opened();
    expect(later.find(path)).toMatchObject({ text: "pas encore", theirs: { text: "d’ailleurs" } });
  });

  it("follows another tab where nothing is unsaved", async () => {
    const draft = await opened();
    site.write("d’ailleurs");
    await draft.load();
    const file = draft.find(path);
    expect(file).toMatchObject({ text: "d’ailleurs", revision: 2 });
    expect(file && isDirty(file)).toBe(false);
  });
});
