/** What is said of an object, as somebody reads it. */
import { expect, test } from "vitest";
import type { EngineContainer } from "@/lib/protocol/engine-view";
import { aboutContainer, aboutNetwork, aboutVolume, type Phrase } from "./phrases";
import { container, emptyView, now } from "./testing";

const text = (phrases: readonly Phrase[]) =>
  phrases
    .map((phrase) =>
      phrase
        .map((part) => (typeof part === "string" ? part : "code" in part ? part.code : part.label))
        .join("")
        .replaceAll("\u00a0", " "),
    )
    .join("\n");
const said = (change: Partial<EngineContainer>) =>
  text(aboutContainer(container(change), emptyView, now));

test("a container that runs", () => {
  expect(said({})).toBe(
    "Ce conteneur tourne depuis 3 minutes à partir de l’image nginx:1.27.\n" +
      "Sa commande : nginx -g daemon off;\n" +
      "Il n’est sur aucun réseau.\n" +
      "Il peut utiliser 64 Mio de mémoire et 1 processeur au plus.",
  );
});

test("how it ended", () => {
  const ended = { state: "exited", finishedAt: "2026-01-01T10:01:00Z" } as const;
  expect(said({ ...ended, exitCode: 0 })).toContain(
    "s’est arrêté il y a 2 minutes avec le code 0 : sans erreur. Il avait été créé à partir de l’image nginx:1.27.",
  );
  expect(said({ ...ended, exitCode: 127 })).toContain("sa commande est introuvable");
  expect(said({ ...ended, exitCode: 137, outOfMemory: true })).toContain("limite de mémoire");
  expect(said({ state: "created", startedAt: null })).toContain(
    "a été créé il y a 3 minutes et n’a jamais démarré.",
  );
});

test("ports, mounts and networks", () => {
  const long = "c".repeat(64);
  const words = said({
    ports: [
      { port: 80, protocol: "tcp", published: [{ ip: "0.0.0.0", port: 8080 }] },
      { port: 53, protocol: "udp", published: [] },
    ],
    mounts: [
      { type: "volume", source: long, target: "/data", writable: false },
      { type: "bind", source: "/home/apprenant/site", target: "/srv", writable: true },
      { type: "tmpfs", source: "", target: "/tmp", writable: true },
    ],
    networks: [
      { id: "1", name: "quai", address: "10.0.0.2", aliases: ["site", "www", "api"] },
      { id: "2", name: "bridge", address: null, aliases: [] },
    ],
  });
  expect(words).toContain("Son port 80 est publié : curl localhost:8080 l’atteint");
  expect(words).toContain("Son port 53/udp est annoncé par l’image, mais n’est pas publié.");
  expect(words).toContain("Le volume cccccccccccc est monté sur /data, en lecture seule.");
  expect(words).toContain("Votre dossier /home/apprenant/site est monté sur /srv.");
  expect(words).toContain("Un dossier en mémoire, vide à chaque démarrage, est monté sur /tmp.");
  expect(words).toContain(
    "Sur le réseau quai, son adresse est 10.0.0.2 ; on l’y appelle aussi site, www et api.",
  );
  expect(words).toContain("Sur le réseau bridge, il n’a pas d’adresse tant qu’il ne tourne pas.");
});

test("networks and volumes name who uses them", () => {
  const { id } = container();
  const network = {
    ...{ id: "1", name: "quai", driver: "bridge", internal: true, createdAt: "" },
    ...{ subnet: "10.0.0.0/24", gateway: null },
    members: [{ container: id, name: "web", address: "10.0.0.2", aliases: ["site"] }],
  };
  expect(text(aboutNetwork(network))).toContain(
    "web y a l’adresse 10.0.0.2 et répond aussi à site.",
  );
  expect(text(aboutNetwork({ ...network, members: [] }))).toContain("Aucun conteneur n’y est.");
  const web = container({
    mounts: [{ type: "volume", source: "data", target: "/d", writable: true }],
  });
  const view = { ...emptyView, containers: [web] };
  const volume = { name: "data", anonymous: false, createdAt: "2026-01-01T10:00:00Z", users: [id] };
  expect(text(aboutVolume(volume, view, now))).toContain("web le monte sur /d.");
});
