import { expect, it } from "vitest";
import { previewFindings } from "./previews";

const at = async (url: string | undefined, previews?: string, host = "127.0.0.1", dns = true) =>
  (
    await previewFindings(
      { ESCALE_HOST: host, ESCALE_URL: url, ESCALE_PREVIEW_URL: previews },
      async () => dns,
    )
  ).map(({ verdict }) => verdict);
const site = "https://escale.example.org";

it.each([
  ["a site on localhost", [undefined], ["ok"]],
  ["a site in the local network, without a name", [undefined, undefined, "0.0.0.0"], ["weak"]],
  ["a public site without previews", [site], ["weak"]],
  ["previews on a domain of their own", [site, "https://*.apercus.example"], ["ok"]],
  ["previews beside the site", [site, "https://*.apercus.example.org"], ["weak"]],
  ["previews around the site", [site, "https://*.example.org"], ["broken"]],
  ["previews below the site", [site, "https://*.escale.example.org"], ["broken"]],
  ["http in https", [site, "http://*.apercus.example"], ["broken"]],
  ["no DNS", [site, "https://*.apercus.example", "127.0.0.1", false], ["broken"]],
] as const)("%s", async (_what, [url, previews, host, dns], verdicts) => {
  expect(await at(url, previews, host, dns)).toEqual(verdicts);
});
