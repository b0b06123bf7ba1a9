import { describe, expect, it } from "vitest";
import { csvOf } from "./csv";
import { number, type Sheet, text } from "./sheet";
import { timeBins } from "./stumbles";
import { xlsxOf } from "./xlsx";

const hostile = ['=HYPERLINK("http://evil.example")', "+1", "-1", "@SUM(1)", "\t=1", "\r=1"];

describe("a spreadsheet", () => {
  it("of French Excel has its mark, semicolons and dates, and quotes what needs it", () => {
    const sheet: Sheet = {
      headings: ["Nom", "Fait le", "Essais"],
      lines: [
        [text('Ada; "la"'), { type: "when", value: "2026-11-30T18:05" }, number(3)],
        [text("Zoé"), { type: "empty" }, number(0)],
      ],
    };
    expect(csvOf(sheet)).toBe(
      '\ufeffNom;Fait le;Essais\r\n"Ada; ""la""";30/11/2026 18:05;3\r\nZoé;;0\r\n',
    );
  });

  it.each(hostile)("runs no formula that somebody has for a name: %j", (name) => {
    const [, line = ""] = csvOf({ headings: ["Nom"], lines: [[text(name)]] }).split(/\r\n(?!=)/);
    expect(line.replace(/^"/, "")).toMatch(/^'/);
  });

  it("as a workbook holds the same names as strings", async () => {
    const sheet: Sheet = { headings: ["Nom"], lines: hostile.map((name) => [text(name)]) };
    const book = await xlsxOf([{ name: "Détail", sheet }]);
    expect(book.subarray(0, 2).toString()).toBe("PK");
    const { unzipSync, strFromU8 } = await import("fflate");
    const files = unzipSync(new Uint8Array(book));
    const xml = Object.entries(files)
      .filter(([path]) => path.includes("worksheets/"))
      .map(([, bytes]) => strFromU8(bytes))
      .join("");
    expect(xml).not.toMatch(/<f[ >]/);
    expect(xml.match(/ t="(?:s|inlineStr)"/g)?.length).toBe(hostile.length + 1);
  });
});

it("times are counted beside the time that an exercise announces, each once", () => {
  const minutes = [1, 4, 5, 6, 10, 11, 15, 16, 20, 31, 400];
  const bins = timeBins(minutes, 10);
  expect(bins.map(({ label }) => label.replace(/\u00a0/g, " "))).toEqual([
    ...["≤ 5", "6–10", "11–15", "16–20", "21–30", "> 30"],
  ]);
  expect(bins.map(({ count }) => count)).toEqual([3, 2, 2, 2, 0, 2]);
  const short = timeBins([1, 1, 2, 9], 1);
  expect(short.reduce((sum, { count }) => sum + count, 0)).toBe(4);
});
