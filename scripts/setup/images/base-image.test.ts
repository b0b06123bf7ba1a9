import { expect, test } from "vitest";
import { mirrorOf } from "./base-image";

test.each([
  ["deb http://mirror.school.fr/debian/ bookworm main", "http://mirror.school.fr/debian"],
  ["deb [signed-by=/k.gpg] https://mirror.fr/debian bookworm main", "https://mirror.fr/debian"],
  [
    "Types: deb\nURIs: http://deb.debian.org/debian\nSuites: trixie",
    "http://deb.debian.org/debian",
  ],
  ["deb http://security.debian.org/debian-security x main", "http://deb.debian.org/debian"],
  ["# deb http://old.example/debian x main", "http://deb.debian.org/debian"],
  ["deb http://archive.ubuntu.com/ubuntu noble main", "http://deb.debian.org/debian"],
  ["", "http://deb.debian.org/debian"],
])("%j → %s", (sources, mirror) => expect(mirrorOf(sources)).toBe(mirror));
