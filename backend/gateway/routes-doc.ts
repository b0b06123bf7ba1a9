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
      says.work > 0 ? String(says.work) : "—",
    ]
      .map(cell)
      .join(" | "),
  );
  return `# The gateway's surface

<!-- Made by backend/gateway/routes-doc.ts from backend/gateway/routes.ts; a test keeps them in step. -->

One virtual Docker Engine per workspace, on one unix socket each, in front of the dedicated engine. Which socket a request came in on is the tenant; nothing in a request can change it. API versions 1.24 to 1.41, with or without \`/vX.Y\` in front. **What is not in this table answers 403**, with a French message in Docker's shape.

How a request goes: \`http/server.ts\` (connection and rate quotas) → \`http/target.ts\` (the path, strictly) → \`routes.ts\` (the row) → \`http/query.ts\` and \`policy/\` (query and body understood, or refused by name) → the row's scope (\`containers/own.ts\`, \`networks/own.ts\`, \`images/own.ts\`, \`volumes/own.ts\`, \`exec.ts\`) → its handler, which asks the engine through \`engine-client.ts\` and answers from fields it has understood. Requests that a connection sends without waiting are worked on one after the other, at most 32 of them (\`http/line.ts\`). A mistake of the request's that the engine answers with 500 is told with the 4xx of its like (\`engine-faults.ts\`): 5xx is the operator's to look at.

| route | query | body | whose object | asked of the engine | stream | work |
| --- | --- | --- | --- | --- | --- | --- |
${rows.map((row) => `| ${row} |`).join("\n")}

Streams: \`none\` a bounded answer, \`out\` an answer as it comes, \`both\` a raw stream after an HTTP upgrade, with half-close, \`websocket\` the same in a WebSocket's messages (\`http/websocket.ts\`): binary, without the framing of stdout and stderr, at most 256 KiB in one. Work: what it costs the engine, in points of about 50 ms of a core (\`admission/pace.ts\`).

## Names

| learner's | engine's |
| --- | --- |
| container \`web\` | \`<workspace>.web\`, label \`escale.workspace=<workspace>\` |
| image \`nginx:1.27\` | \`escale/w-<workspace>/docker.io/library/nginx:1.27\` |
| image \`localhost:5000/a/b\` | \`escale/w-<workspace>/localhost__5000/a/b\` |
| an image without a name (\`<none>\`) | \`escale/w-<workspace>/untagged/<random>\`, never shown |
| \`registre.escale/loutre-7k3m9qa/site@sha256:…\` | \`escale/w-<workspace>/digests/<64 digits>/registre.escale/loutre-7k3m9qa/site\` |
| volume \`data\` | \`<workspace>.data\`, label \`escale.workspace=<workspace>\` |
| an anonymous volume | the engine's own 64 digits, the same label |
| \`docker pull nginx\` | a tag of \`escale/catalogue/nginx:latest\` |

An object that is not the tenant's is looked for among the tenant's own and therefore not found, in the engine's words, by the same steps as one that does not exist.

## What every container gets

No-new-privileges; Docker's capabilities less NET_RAW, MKNOD, AUDIT_WRITE and SETFCAP (\`--cap-drop\` free, \`--cap-add\` within the bound); memory with no swap, CPU and process limits; \`nofile\` 4096, no core files; logs of two files of 1 MiB, or what \`--log-opt\` asks within that; an init; no network but the learner's own, if any; no device, folder, volume or namespace of another (\`--network\`, \`--pid\` and \`--ipc container:\` join an own container's). \`policy/host-config.ts\` decides it, whatever the client sent.

## Volumes and mounts

Volumes are of the local driver and without options. A container is given all that it mounts as \`HostConfig.Mounts\`, rebuilt from \`-v\`, \`--mount\`, \`--volumes-from\` (resolved among the tenant's own) and the image's \`VOLUME\`, so that a volume which does not exist yet is made labelled and scoped, anonymous ones included. Nothing mounts over \`/proc\`, \`/sys\` or \`/dev\`. As in API 1.41, \`docker volume prune\` takes every volume that no container uses.

A bind's source is a path below \`/home/apprenant\`. The engine never sees it: the backend opens it component by component without following links, mounts what it has open below a folder of its own, and names that place to the engine; before each start it looks again. \`files/binds.ts\` and [decision 008](decisions/008-binds-held-by-the-backend.md) say why.

## Archives

\`docker save\` streams the engine's archive with own names put back. \`docker load\` is laid out on the disk (bounded), understood and checked (each layer must hold the bytes that its image claims; nothing of the platform's labels, no devices, no sparse files, no climbing names), then written anew for the engine under own references: \`images/load/\`. \`docker import\` takes a local tar, rebuilt member by member. \`docker update\` never gives more memory than the container was created with, which is what the workspace's memory was counted by.

## The registry

\`docker push\` and \`docker pull\` of what learners publish, \`registre.escale/<name space>/<repository>:<tag>\` ([decision 014](decisions/014-a-registry-without-a-server.md)). A push is a \`docker save\` by ID, laid out and checked as a loaded archive is, its configuration rebuilt without the platform's labels (\`registry/publish-config.ts\`); a pull is a \`docker load\` of those very files. Into one's own name space only, which \`docker info\` shows and every refusal names with the commands to type; out of any, by exact name or digest. \`FROM\` finds what is published too. \`docker login\` is refused, its credentials unread; \`X-Registry-Auth\` is never read. \`docker search\` is closed. The image that is pulled back has another ID than the one that was built: it has none of the platform's labels. After a push or a pull by tag the image can be called by its digest too.

## \`docker build\`

The engine's classic builder, of which nothing is asked in the learner's own words. The context is read member by member (\`build/context.ts\`): what leaves it, passes through a link, or is neither file, folder nor link is refused; the rest is written anew as it comes. The Dockerfile is read line by line as that builder reads it (\`build/lines.ts\`), checked instruction by instruction (\`build/instruction.ts\`), and written anew (\`build/rewrite.ts\`): one instruction per line, each base image by its ID (\`build/resolve.ts\`: the tenant's own, then the registry's, then the catalogue's), each stage by a name of ours, labels that make the cache the tenant's own after each base image ([decision 010](decisions/010-build-cache-per-tenant.md)). A second, independent parser must read the same instructions (\`build/agree.ts\`). The output is the learner's own steps, numbered as in their file (\`build/output.ts\`).

Refused in French: \`# syntax=\`, heredocs, \`RUN --mount\` and other flags of BuildKit's, \`ADD\` of an address or with a variable in its sources, \`COPY --from\` with a variable, \`LABEL escale.*\`, health checks more often than a second. \`--pull\` has no effect, \`--rm=false\` neither. \`.dockerignore\` itself never reaches the image. Steps have what containers have of the outside (\`build/outside.ts\`: nothing, unless the operator opens it), the memory and CPUs that the workspace allows, a number of processes (\`nproc\`). One build at a time per workspace; the next one waits.

## Clients

The \`docker\` command, \`docker compose\` 2.26 (\`compose/compose.engine.test.ts\`) and dockerode (\`dockerode.engine.test.ts\`, one line for each of its methods) are what the gateway is tried with, and compared with an ordinary engine (\`compat/\`). Of its methods, those of Swarm, plugins, checkpoints, \`search\` and \`auth\` are refused by design, each with its reason in French (\`refused-routes.ts\`); every other one works. Each filter that the API's reference names is understood (\`filters.engine.test.ts\`). \`docker compose build\` comes by \`POST /build\`, since the workstation's plugins keep BuildKit off. docker-modem, which carries dockerode, writes the query once more in a JSON body and the body once more in the query: what is said again is known by its names and never read; a body that says anything else than its query is refused where none belongs.

## Fields refused when they are not at their default

${Object.keys(refusedFields)
  .map((field) => `\`${field}\``)
  .join(
    ", ",
  )}; and every field that the gateway does not know. \`policy/refused-fields.ts\` has the reasons.

## Networks

Bridges only, behind the firewall of \`backend/isolation/\` ([decision 009](decisions/009-networks-behind-our-firewall.md)). \`bridge\` is the learner's own default network, made when first needed; \`none\` is shown and is no object; \`host\` is not found. On a network that the learner makes, containers answer to their name and their \`--network-alias\`; on \`bridge\` by address, as on any engine. \`--network container:\` and \`--link\` resolve among own containers. Where the firewall is not in force, containers have no network and every route here refuses. Where the operator opens a list of hosts, containers and builds get \`HTTP_PROXY\` and its like (\`egress.ts\`, [decision 016](decisions/016-a-list-of-hosts-through-a-proxy.md)); what the learner sets wins.

## Published ports

\`-p\` and \`-P\` (\`ports/\`): TCP and UDP, on the workstation's own addresses (none, \`0.0.0.0\`, \`127.0.0.1\`, \`::\`, \`::1\`), 32 per container and 64 running. The engine is told of none: they are kept in a label and listened on in the workstation ([decision 011](decisions/011-ports-published-into-the-workstation.md)). Ports that nobody chose are chosen at creation, from 32768 up. A taken port is refused at start in the engine's words.

## Quotas at admission

Containers, networks, image references, volumes, memory of what runs (counted at start), CPUs and processes per container, size of a \`docker cp\` and of a build's context, memory, time and number of builds, what is published (bytes, repositories), requests per second, open connections, free space on the engine's disk. What counts and then creates takes its turn per tenant (\`admission/turns.ts\`), so that a quota cannot be raced. What makes the engine work keeps to a pace (60 points at once, then 6 per second): beyond it requests wait in order, and are refused where that would take more than 20 s. Each refusal gives the figure.
`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(docPath, routesDoc());
