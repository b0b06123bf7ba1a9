import { ValidationCode } from "dockerfile-utils";
import { expect, test } from "vitest";
import { dockerfileFindings } from "./dockerfile-problems";

const messages = (text: string) => dockerfileFindings(text).map(({ message }) => message);

test("a sound Dockerfile has no findings", () => {
  expect(messages('FROM debian\nRUN echo a\nCMD ["sh"]\n')).toEqual([]);
});

test("what is wrong is said in French, where it is", () => {
  const findings = dockerfileFindings("FROM debian\nRNU echo\nEXPOSE abc\n");
  expect(findings.map(({ start, message, severe }) => [start.line, message, severe])).toEqual([
    [1, "Cette instruction n’existe pas.", true],
    [2, "Ce n’est pas un port : un nombre de 0 à 65535.", true],
  ]);
  expect(messages("RUN true\n")).toContain(
    "Aucune image de départ : un Dockerfile commence par « FROM ».",
  );
});

test("no finding of the validator is left in English", () => {
  const wrong = "from\nCOPY a\nHEALTHCHECK --x CMD\nENV a\nSHELL a\nWORKDIR x\nFROM a AZ b\nADD\n";
  for (const message of messages(wrong))
    expect(message).not.toBe("Cette ligne n’est pas comprise.");
  expect(messages(wrong).length).toBeGreaterThan(5);
  expect(Object.keys(ValidationCode).length).toBeGreaterThan(50);
});
