/** Where browsers see published ports (docs/operating.md). */
import { lookup } from "node:dns/promises";
import type { Settings } from "@/lib/protocol/settings";
import { broken, type Finding, ok, weak } from "./finding";

type Addresses = Pick<Settings, "ESCALE_HOST" | "ESCALE_URL" | "ESCALE_PREVIEW_URL">;

const wildcard = "set ESCALE_PREVIEW_URL to a wildcard, for instance https://*.apercus.example.org";
const isLoopback = (name: string) => /^(localhost|127\..*|\[?::1\]?)$/.test(name);
const lastTwo = (name: string) => name.split(".").slice(-2).join(".");

/** `resolves`: whether a name leads anywhere. */
export async function previewFindings(
  settings: Addresses,
  resolves: (name: string) => Promise<boolean> = inDns,
): Promise<Finding[]> {
  const { ESCALE_HOST, ESCALE_URL, ESCALE_PREVIEW_URL } = settings;
  if (ESCALE_PREVIEW_URL === undefined) {
    if (ESCALE_URL !== undefined && !isLoopback(new URL(ESCALE_URL).hostname)) {
      return [weak("previews", `none at ${ESCALE_URL}`, wildcard)];
    }
    return isLoopback(ESCALE_HOST)
      ? [ok("previews", "on *.localhost")]
      : [weak("previews", "for browsers on this machine only (*.localhost)", wildcard)];
  }
  const { protocol, hostname } = new URL(ESCALE_PREVIEW_URL.replace("*.", ""));
  const site = ESCALE_URL === undefined ? null : new URL(ESCALE_URL);
  const findings: Finding[] = [];
  if (site !== null && site.protocol === "https:" && protocol !== "https:") {
    findings.push(
      broken("previews", "an https page shows no frame over http", "give ESCALE_PREVIEW_URL https"),
    );
  }
  if (site !== null && (site.hostname === hostname || site.hostname.endsWith(`.${hostname}`))) {
    findings.push(
      broken(
        "previews",
        `the site's own name is not apart from *.${hostname}: previews could set its cookies`,
        "choose a domain that the site is not part of",
      ),
    );
  } else if (site !== null && lastTwo(site.hostname) === lastTwo(hostname)) {
    findings.push(
      weak(
        "previews",
        `*.${hostname} and ${site.hostname} may be one site to browsers, which share cookies of ${lastTwo(hostname)}`,
        "a domain of their own is safer",
      ),
    );
  }
  if (!(await resolves(`p80-doctor.${hostname}`))) {
    findings.push(
      broken("previews", `*.${hostname} leads nowhere`, `add a DNS record for *.${hostname}`),
    );
  }
  return findings.length > 0 ? findings : [ok("previews", `on *.${hostname}`)];
}

const inDns = (name: string): Promise<boolean> =>
  lookup(name).then(
    () => true,
    () => false,
  );
