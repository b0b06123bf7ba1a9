import { expect, test } from "vitest";
import { clientAddress, clientAddressHeader } from "./client-address";

const of = (address: string) => clientAddress(new Headers({ [clientAddressHeader]: address }));

test("a visitor cannot pass for many by changing the part of an IPv6 address that is theirs", () => {
  const one = of("2001:db8:0:7:aaaa:bbbb:cccc:dddd");
  expect(one).toBe("2001:db8:0:7::/64");
  for (const same of ["2001:db8:0:7::1", "2001:0DB8:0000:0007::", "2001:db8::7:0:0:0:9"]) {
    expect(of(same)).toBe(one);
  }
  expect(of("2001:db8:0:8::1")).not.toBe(one);
  expect(of("::1")).toBe("0:0:0:0::/64");
});

test("an IPv4 address is one visitor, or one network behind a router", () => {
  expect(of("192.0.2.7")).toBe("192.0.2.7");
  expect(clientAddress(new Headers())).toBe("unknown");
});
