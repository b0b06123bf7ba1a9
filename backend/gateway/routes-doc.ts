/** docs/gateway.md, made from the route table: `npx tsx backend/gateway/routes-doc.ts` writes it. */
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { refusedFields } from "./policy/refused-fields";
import { routes } from "./routes";

export const docPath = fileURLToPath(new URL("../../docs/gateway.md", import.meta.url));

/** The whole document. */
export function routesDoc(): string {
  const cell = (text: string) => text.replaceAll("|", "\\|");
  const rows = routes.map(({ method, path, says }) =>
    [
      `\`${method} ${path}\``,
      says.query.join(", ") || "—",
      says.body,
      says.scope,
      says.forwards,
      says.stream,
    ]
      .map(cell)
      .join(" | "),
  );
  return `# The gateway's surface

<!-- Made by backend/gateway/routes-doc.ts from backend/gateway/routes.ts; a test keeps them in step. -->

One virtual Docker Engine per workspace, on one unix socket each, in front of the dedicated engine. Which socket a request came in on is the tenant; nothing in a request can change it. API versions 1.24 to 1.41, with or without \`/vX.Y\` in front. **What is not in this table answers 403**, with a French message in Docker's shape.

How a request goes: \`http/server.ts\` (connection and rate quotas) → \`http/target.ts\` (the path, strictly) → \`routes.ts\` (the row) → \`http/query.ts\` and \`policy/\` (query and body understood, or refused by name) → the row's scope (\`containers/own.ts\`, \`networks/own.ts\`, \`images/own.ts\`, \`exec.ts\`) → its handler, which asks the engine through \`engine-client.ts\` and answers from fields it has understood.

| route | query | body | whose object | asked of the engine | stream |
| --- | --- | --- | --- | --- | --- |
${rows.map((row) => `| ${row} |`).join("\n")}

Streams: \`none\` a bounded answer, \`out\` an answer as it comes, \`both\` a raw stream after an HTTP upgrade, with half-close.

## Names

| learner's | engine's |
| --- | --- |
| container \`web\` | \`<workspace>.web\`, label \`escale.workspace=<workspace>\` |
| image \`nginx:1.27\` | \`escale/w-<workspace>/docker.io/library/nginx:1.27\` |
| image \`localhost:5000/a/b\` | \`escale/w-<workspace>/localhost__5000/a/b\` |
| an image without a name (\`<none>\`) | \`escale/w-<workspace>/untagged/<random>\`, never shown |
| \`docker pull nginx\` | a tag of \`escale/catalogue/nginx:latest\` |

An object that is not the tenant's is looked for among the tenant's own and therefore not found, in the engine's words, by the same steps as one that does not exist.

## What every container gets

No-new-privileges; Docker's capabilities less NET_RAW, MKNOD, AUDIT_WRITE and SETFCAP (\`--cap-drop\` free, \`--cap-add\` within the bound); memory with no swap, CPU and process limits; \`nofile\` 4096, no core files; logs of two files of 1 MiB; an init; no network but its own loopback; no device, bind, volume or namespace of another. \`policy/host-config.ts\` decides it, whatever the client sent.

An image's \`VOLUME\` makes an anonymous volume on the engine. As there is no \`docker volume\` here yet, every removal of a container (\`rm\`, \`prune\`, \`--rm\`) takes its anonymous volumes along, whether or not \`-v\` was given.

## Fields refused when they are not at their default

${Object.keys(refusedFields)
  .map((field) => `\`${field}\``)
  .join(
    ", ",
  )}; and every field that the gateway does not know. \`policy/refused-fields.ts\` has the reasons.

## Networks

Bridges only, behind the firewall of \`backend/isolation/\` (docs/decisions/008). \`bridge\` is the learner's own default network, made when first needed; \`none\` is shown and is no object; \`host\` is not found. On a network that the learner makes, containers answer to their name and their \`--network-alias\`; on \`bridge\` by address, as on any engine. \`--network container:\` and \`--link\` resolve among own containers. Where the firewall is not in force, containers have no network and every route here refuses.

## Quotas at admission

Containers, networks, image references, memory of what runs (counted at start), CPUs and processes per container, size of a \`docker cp\`, requests per second, open connections, free space on the engine's disk. What counts and then creates takes its turn per tenant (\`admission/turns.ts\`), so that a quota cannot be raced. Each refusal gives the figure.
`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(docPath, routesDoc());
