/** What requests are made of: own names, another learner's, the platform's, and junk. */
import fc from "fast-check";

const constants = (...texts: string[]) => fc.constantFrom(...texts);

/** Mostly null. */
export const rarely = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> =>
  fc.oneof({ weight: 15, arbitrary: fc.constant(null) }, { weight: 1, arbitrary });

/** Values that parsers and comparisons stumble over. */
export const junk = fc.oneof(
  { weight: 2, arbitrary: fc.string({ maxLength: 12 }) },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 6 }) },
  {
    weight: 3,
    arbitrary: constants(
      ...["", "0", "-1", "1e400", "null", "..", "../..", "/", "//", "%", "%00", "%2e%2e", "\n"],
      ...["{}", "[]", "a;b", "a b", "é", "ſ", "\u212a", "\u0000", "__proto__", "constructor"],
      ...["toString", "hasOwnProperty", "$HOME", "`id`", "-", ".", ":", "@", "sha256:", "a@b:c"],
      ...["/etc/shadow", "/var/run/docker.sock", "/proc/1/root", "http://127.0.0.1:2375/x"],
      ...["escale/workstation:latest", "escale/catalogue/busybox", "escale-ws-0123456789ab"],
      ...["escale.workspace", "ESCALE.role", "0123456789ab.web", "x".repeat(300)],
    ),
  },
);

export const flag = fc.oneof(
  { weight: 9, arbitrary: constants("0", "1", "true", "false", "True", "") },
  { weight: 1, arbitrary: constants("2", "yes", "TRUE") },
);
export const integer = fc.oneof(
  { weight: 9, arbitrary: constants("0", "1", "2", "10", "80", "1000") },
  { weight: 1, arbitrary: constants("-1", "99999999999", "0x10", "1.5", "1e3", "", "4294967296") },
);

/** Own first, so that requests get deep; then what must not be found. */
const among = (own: string[], foreign: string[]) =>
  fc.oneof(
    { weight: 6, arbitrary: constants(...own) },
    { weight: 4, arbitrary: constants(...foreign) },
    { weight: 1, arbitrary: junk },
  );

export const container = among(
  ["{{a.box}}", "{{a.box.id}}", "{{a.box.short}}", "{{a.idle}}", "{{a.done.id}}"],
  ["{{b.seen.id}}", "{{b.named}}", "{{b.short}}", "{{b.scoped}}", "{{b.workspace}}"],
);
export const image = among(
  ["busybox", "{{a.image}}", "{{a.image.id}}", "{{a.image.short}}", "hello-world", "busybox:1.37"],
  ["{{b.image.id}}", "{{b.image}}", "{{b.image.short}}", "{{b.image.scoped}}"],
);
export const volume = among(
  ["{{a.volume}}", "autre"],
  ["{{b.volume}}", "{{b.volume.scoped}}", "{{b.anonymous}}"],
);
export const network = among(
  ["{{a.network}}", "{{a.network.id}}", "bridge", "none", "default"],
  ["{{b.network.id}}", "{{b.network}}", "{{b.network.short}}", "{{b.network.scoped}}", "host"],
);
export const exec = among(["{{a.exec}}"], ["{{b.exec}}"]);

/** A name for something new. */
export const newName = fc.oneof(
  { weight: 4, arbitrary: constants("neuf", "neuf-1", "Neuf_2", "n.3") },
  { weight: 1, arbitrary: fc.oneof(container, volume, network) },
  { weight: 1, arbitrary: junk },
);
export const newReference = fc.oneof(
  { weight: 4, arbitrary: constants("neuf", "neuf:1", "neuf/app:2", "localhost:5000/n:3") },
  { weight: 1, arbitrary: image },
);
export const label = fc.oneof(
  constants("cours=1", "cours", "a=b=c", "escale.workspace={{b.workspace}}", "escale.role"),
  junk,
);
export const path = fc.oneof(
  constants("/", "/tmp", "/etc/passwd", "/tmp/../../..", "/proc/1/root", "/donnees", "rel", ""),
  junk,
);
