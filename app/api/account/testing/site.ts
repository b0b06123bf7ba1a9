/** The site of tests of accounts: nobody has one when a test begins, and nothing was tried yet. */
import { beforeEach } from "vitest";
import { database } from "@/lib/db/client";
import { forget } from "@/lib/runtime/once";
import { type TestSite, useTestSite } from "../../testing";

export interface AccountSite extends TestSite {
  /** limits of rate as after a start */
  forgiveAll(): void;
}

/** Sets it up for the file that calls it, with these settings, and takes it down. */
export function testSite(settings: Readonly<Record<string, string>> = {}): AccountSite {
  const forgiveAll = () => {
    for (const name of [
      ...(["guestsPerAddress", "guestsInAll", "changesPerAddress", "signUps"] as const),
      ...(["takenAddresses", "passwordAttempts", "spentLinks"] as const),
    ]) {
      forget(name);
    }
  };
  const site = useTestSite(settings, 240_000);
  beforeEach(async () => {
    forgiveAll();
    const db = await database();
    await db.user.deleteMany();
    await db.verification.deleteMany();
  }, 60_000);
  return { ...site, forgiveAll };
}
