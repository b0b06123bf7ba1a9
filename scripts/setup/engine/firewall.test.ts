import { expect, test } from "vitest";
import { missingRules } from "./firewall";

const rules = (filter: string[], nat: string[]) =>
  ["*filter", ...filter, "COMMIT", "*nat", ...nat, "COMMIT", ""].join("\n");

test("another engine's rules that a starting engine dropped are put back before the RETURN", () => {
  const published =
    "-A DOCKER ! -i docker0 -p tcp -m tcp --dport 80 -j DNAT --to-destination 172.17.0.2:80";
  const isolation = "-A DOCKER-ISOLATION-STAGE-2 -o docker0 -j DROP";
  const before = rules([isolation, "-A DOCKER-ISOLATION-STAGE-2 -j RETURN"], [published]);
  const after = rules(["-A DOCKER-ISOLATION-STAGE-2 -j RETURN"], []);
  expect(missingRules(before, after)).toBe(
    [
      "*filter",
      isolation.replace("-A", "-I"),
      "COMMIT",
      "*nat",
      published.replace("-A", "-I"),
      "COMMIT",
      "",
    ].join("\n"),
  );
});

test("rules keep their order", () => {
  const before = rules(["-A DOCKER -i a -j ACCEPT", "-A DOCKER -i b -j DROP"], []);
  // each goes to the head, so the first of them comes last
  expect(missingRules(before, rules([], []))).toBe(
    "*filter\n-I DOCKER -i b -j DROP\n-I DOCKER -i a -j ACCEPT\nCOMMIT\n",
  );
});

test("nothing is done when nothing is missing, and the operator's own chains are not touched", () => {
  const before = rules(["-A INPUT -j DROP", "-A DOCKER-USER -j RETURN"], []);
  expect(missingRules(before, rules(["-A DOCKER-USER -j RETURN"], []))).toBeNull();
});
