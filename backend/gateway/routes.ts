/**
 * The gateway's whole surface: what is not in this table answers 403 (refused-routes.ts has the
 * words). Each row says, in this order: method and path; the query keys and the body it
 * understands; among whose objects the path is resolved; what is asked of the engine; whether
 * the answer streams. docs/gateway.md is made from it.
 */

import { absent } from "./absent";
import { build } from "./build/build";
import { pruneBuild, pruneBuildQuery } from "./build/cache";
import { buildQuery } from "./build/query";
import {
  archiveQuery,
  getArchive,
  putArchive,
  putArchiveQuery,
  statArchive,
} from "./containers/archive";
import { create, createQuery, repeatedInCreate } from "./containers/create";
import { inspect, inspectQuery } from "./containers/inspect";
import * as life from "./containers/lifecycle";
import { list, listQuery } from "./containers/list";
import {
  attach,
  attachQuery,
  attachWebSocket,
  changes,
  exportContainer,
  logs,
  logsQuery,
  stats,
  statsQuery,
  top,
  topQuery,
} from "./containers/output";
import { containerInTurn, ownContainer, ownContainerId } from "./containers/own";
import { prune, pruneQuery } from "./containers/prune";
import { update, updateBodySchema } from "./containers/update";
import { events, eventsQuery } from "./events";
import { createExec, execResizeQuery, inspectExec, ownExec, resizeExec, startExec } from "./exec";
import { commit, commitBody, commitQuery } from "./images/commit";
import { historyOfImage, inspectImage } from "./images/inspect";
import { imagesQuery, listImages } from "./images/list";
import { loadImages, loadQuery } from "./images/load/load";
import { inspectedImage, ownImage } from "./images/own";
import { pull, pullBody, pullQuery } from "./images/pull";
import { imageByName, pruneImages, pruneImagesQuery, removeImage, rmiQuery } from "./images/remove";
import { saveImage, saveImages, saveQuery } from "./images/save";
import { tagImage, tagQuery } from "./images/tag";
import {
  connectNetwork,
  connectSchema,
  disconnectNetwork,
  disconnectSchema,
} from "./networks/connect";
import { createNetwork, createNetworkQuery, networkBodySchema } from "./networks/create";
import { inspectNetwork, inspectNetworkQuery, listNetworks, networksQuery } from "./networks/list";
import { networkByName } from "./networks/own";
import { pruneNetworks, pruneNetworksQuery, removeNetwork } from "./networks/remove";
import { createBodySchema, maxCreateBody } from "./policy/create-container";
import { execBodySchema, execStartSchema } from "./policy/create-exec";
import { distribution, publishedImage } from "./registry/distribution";
import { login } from "./registry/login";
import { push, pushedName, pushQuery } from "./registry/push";
import {
  type Body,
  jsonBody,
  noBody,
  noQuery,
  nothing,
  ownOnly,
  type Row,
  row,
  tarBody,
} from "./route";
import { diskUsage, info, ping, version } from "./system";
import { createVolume, createVolumeQuery, volumeBodySchema } from "./volumes/create";
import { inspectVolume, listVolumes, volumesQuery } from "./volumes/list";
import { ownVolume, volumeByName } from "./volumes/own";
import { pruneVolumes, pruneVolumesQuery, removeVolume, removeVolumeQuery } from "./volumes/remove";

const unread: Body<undefined> = { says: "credentials, unread", read: async () => undefined };
const createBody = jsonBody("create, rebuilt", maxCreateBody, createBodySchema);
const execBody = jsonBody("exec, rebuilt", 256 * 1024, execBodySchema);
const execStartBody = jsonBody("exec start, rebuilt", 4096, execStartSchema.optional());
const updateBody = jsonBody("limits, rebuilt", 64 * 1024, updateBodySchema);
const loadBody = { ...tarBody, says: "tar, checked and written anew" };
const volumeBody = jsonBody("create, rebuilt", 64 * 1024, volumeBodySchema);
const networkBody = jsonBody("network, rebuilt", 64 * 1024, networkBodySchema);
const connectBody = jsonBody("connect, rebuilt", 64 * 1024, connectSchema);
const disconnectBody = jsonBody("disconnect, rebuilt", 4096, disconnectSchema);

const mine = ownOnly("own objects only");
const inTurn = ownOnly("own objects only, in the tenant’s turn");

// biome-ignore format: a table is read in columns
export const routes: readonly Row[] = [
  // system
  row({ method: "GET", path: "/_ping", query: noQuery, body: noBody, scope: nothing, forwards: "—", stream: "none", handle: ping }),
  row({ method: "HEAD", path: "/_ping", query: noQuery, body: noBody, scope: nothing, forwards: "—", stream: "none", handle: ping }),
  row({ method: "GET", path: "/version", query: noQuery, body: noBody, scope: nothing, forwards: "GET /version", stream: "none", handle: version }),
  row({ method: "GET", path: "/info", query: noQuery, body: noBody, scope: mine, forwards: "GET /version, own lists", stream: "none", handle: info }),
  row({ method: "GET", path: "/system/df", query: noQuery, body: noBody, scope: mine, forwards: "own lists with sizes", stream: "none", work: 2, handle: diskUsage }),
  row({ method: "GET", path: "/events", query: eventsQuery, body: noBody, scope: mine, forwards: "GET /events, own only", stream: "out", handle: events }),

  // containers
  row({ method: "GET", path: "/containers/json", query: listQuery, body: noBody, scope: mine, forwards: "GET /containers/json + own label", stream: "none", handle: list }),
  row({ method: "POST", path: "/containers/create", query: createQuery, repeatable: repeatedInCreate, body: createBody, scope: inTurn, forwards: "POST /containers/create, scoped name and image", stream: "none", work: 2, handle: create }),
  row({ method: "POST", path: "/containers/prune", query: pruneQuery, body: noBody, scope: inTurn, forwards: "DELETE /containers/<id> each", stream: "none", work: 2, handle: prune }),
  row({ method: "GET", path: "/containers/{id...}/json", query: inspectQuery, body: noBody, scope: ownContainerId, forwards: "GET /containers/<id>/json", stream: "none", handle: inspect }),
  row({ method: "GET", path: "/containers/{id...}/top", query: topQuery, body: noBody, scope: ownContainerId, forwards: "GET /containers/<id>/top, ps arguments listed", stream: "none", work: 1, handle: top }),
  row({ method: "GET", path: "/containers/{id...}/logs", query: logsQuery, body: noBody, scope: ownContainerId, forwards: "GET /containers/<id>/logs", stream: "out", handle: logs }),
  row({ method: "GET", path: "/containers/{id...}/changes", query: noQuery, body: noBody, scope: ownContainerId, forwards: "GET /containers/<id>/changes", stream: "none", handle: changes }),
  row({ method: "GET", path: "/containers/{id...}/stats", query: statsQuery, body: noBody, scope: ownContainerId, forwards: "GET /containers/<id>/stats", stream: "out", handle: stats }),
  row({ method: "POST", path: "/containers/{id...}/start", query: life.startQuery, body: noBody, scope: containerInTurn, forwards: "POST /containers/<id>/start, memory counted in turn", stream: "none", work: 3, handle: life.start }),
  row({ method: "POST", path: "/containers/{id...}/stop", query: life.stopQuery, body: noBody, scope: ownContainerId, forwards: "POST /containers/<id>/stop", stream: "none", work: 1, handle: life.stop }),
  row({ method: "POST", path: "/containers/{id...}/restart", query: life.stopQuery, body: noBody, scope: containerInTurn, forwards: "POST /containers/<id>/restart, memory counted in turn", stream: "none", work: 4, handle: life.restart }),
  row({ method: "POST", path: "/containers/{id...}/kill", query: life.killQuery, body: noBody, scope: ownContainerId, forwards: "POST /containers/<id>/kill", stream: "none", work: 1, handle: life.kill }),
  row({ method: "POST", path: "/containers/{id...}/pause", query: noQuery, body: noBody, scope: ownContainerId, forwards: "POST /containers/<id>/pause", stream: "none", handle: life.pause }),
  row({ method: "POST", path: "/containers/{id...}/unpause", query: noQuery, body: noBody, scope: ownContainerId, forwards: "POST /containers/<id>/unpause", stream: "none", handle: life.unpause }),
  row({ method: "POST", path: "/containers/{id...}/rename", query: life.renameQuery, body: noBody, scope: ownContainerId, forwards: "POST /containers/<id>/rename, scoped name", stream: "none", handle: life.rename }),
  row({ method: "POST", path: "/containers/{id...}/update", query: noQuery, body: updateBody, scope: ownContainer, forwards: "POST /containers/<id>/update, within limits", stream: "none", handle: update }),
  row({ method: "GET", path: "/containers/{id...}/export", query: noQuery, body: noBody, scope: ownContainerId, forwards: "GET /containers/<id>/export", stream: "out", work: 2, handle: exportContainer }),
  row({ method: "POST", path: "/containers/{id...}/resize", query: life.resizeQuery, body: noBody, scope: ownContainerId, forwards: "POST /containers/<id>/resize", stream: "none", handle: life.resize }),
  row({ method: "POST", path: "/containers/{id...}/wait", query: life.waitQuery, body: noBody, scope: ownContainerId, forwards: "POST /containers/<id>/wait", stream: "out", handle: life.waitFor }),
  row({ method: "POST", path: "/containers/{id...}/attach", query: attachQuery, body: noBody, scope: ownContainerId, forwards: "POST /containers/<id>/attach", stream: "both", handle: attach }),
  row({ method: "GET", path: "/containers/{id...}/attach/ws", query: attachQuery, body: noBody, scope: ownContainerId, forwards: "POST /containers/<id>/attach", stream: "websocket", handle: attachWebSocket }),
  row({ method: "DELETE", path: "/containers/{id...}", query: life.removeQuery, body: noBody, scope: ownContainer, forwards: "DELETE /containers/<id>", stream: "none", work: 1, handle: life.remove }),
  row({ method: "HEAD", path: "/containers/{id...}/archive", query: archiveQuery, body: noBody, scope: ownContainerId, forwards: "HEAD /containers/<id>/archive", stream: "none", handle: statArchive }),
  row({ method: "GET", path: "/containers/{id...}/archive", query: archiveQuery, body: noBody, scope: ownContainerId, forwards: "GET /containers/<id>/archive", stream: "out", work: 1, handle: getArchive }),
  row({ method: "PUT", path: "/containers/{id...}/archive", query: putArchiveQuery, body: tarBody, scope: ownContainerId, forwards: "PUT /containers/<id>/archive, tar rebuilt", stream: "none", work: 1, handle: putArchive }),

  // exec
  row({ method: "POST", path: "/containers/{id...}/exec", query: noQuery, body: execBody, scope: ownContainerId, forwards: "POST /containers/<id>/exec", stream: "none", handle: createExec }),
  row({ method: "POST", path: "/exec/{id}/start", query: noQuery, body: execStartBody, scope: ownExec, forwards: "POST /exec/<id>/start", stream: "both", work: 1, handle: startExec }),
  row({ method: "POST", path: "/exec/{id}/resize", query: execResizeQuery, body: noBody, scope: ownExec, forwards: "POST /exec/<id>/resize", stream: "none", handle: resizeExec }),
  row({ method: "GET", path: "/exec/{id}/json", query: noQuery, body: noBody, scope: ownExec, forwards: "GET /exec/<id>/json", stream: "none", handle: inspectExec }),

  // images
  row({ method: "GET", path: "/images/json", query: imagesQuery, body: noBody, scope: mine, forwards: "GET /images/json + own references", stream: "none", handle: listImages }),
  row({ method: "POST", path: "/images/create", query: pullQuery, repeatable: ["changes"], body: pullBody, scope: inTurn, forwards: "POST /images/<catalogue>/tag into own references; from the registry: POST /images/load; import: tar rebuilt", stream: "out", work: 1, handle: pull }),
  row({ method: "GET", path: "/images/get", query: saveQuery, repeatable: ["names"], body: noBody, scope: mine, forwards: "GET /images/get, own names put back", stream: "out", work: 2, handle: saveImages }),
  row({ method: "GET", path: "/images/{name...}/get", query: noQuery, body: noBody, scope: ownImage, forwards: "GET /images/get, own names put back", stream: "out", work: 2, handle: saveImage }),
  row({ method: "POST", path: "/images/load", query: loadQuery, body: loadBody, scope: inTurn, forwards: "POST /images/load, checked and written anew", stream: "out", work: 4, handle: loadImages }),
  row({ method: "POST", path: "/images/prune", query: pruneImagesQuery, body: noBody, scope: inTurn, forwards: "DELETE /images/<own reference> each", stream: "none", work: 2, handle: pruneImages }),
  row({ method: "GET", path: "/images/{name...}/json", query: noQuery, body: noBody, scope: inspectedImage, forwards: "GET /images/<id>/json", stream: "none", handle: inspectImage }),
  row({ method: "GET", path: "/images/{name...}/history", query: noQuery, body: noBody, scope: ownImage, forwards: "GET /images/<id>/history", stream: "none", handle: historyOfImage }),
  row({ method: "POST", path: "/images/{name...}/tag", query: tagQuery, body: noBody, scope: ownImage, forwards: "POST /images/<id>/tag, scoped name", stream: "none", handle: tagImage }),
  row({ method: "POST", path: "/images/{name...}/push", query: pushQuery, body: noBody, scope: pushedName, forwards: "GET /images/get, into the registry, without the platform’s labels", stream: "out", work: 4, handle: push }),
  row({ method: "GET", path: "/distribution/{name...}/json", query: noQuery, body: noBody, scope: publishedImage, forwards: "—", stream: "none", handle: distribution }),
  row({ method: "POST", path: "/auth", query: noQuery, body: unread, scope: nothing, forwards: "—", stream: "none", handle: login }),
  row({ method: "DELETE", path: "/images/{name...}", query: rmiQuery, body: noBody, scope: imageByName, forwards: "DELETE /images/<own reference>", stream: "none", handle: removeImage }),
  row({ method: "POST", path: "/commit", query: commitQuery, repeatable: ["changes"], body: commitBody, scope: inTurn, forwards: "POST /commit, own container, scoped name", stream: "none", work: 2, handle: commit }),

  // build
  row({ method: "POST", path: "/build", query: buildQuery, repeatable: ["t"], body: tarBody, scope: mine, forwards: "POST /build, context and Dockerfile rebuilt, base images by ID", stream: "out", work: 4, handle: build }),
  row({ method: "POST", path: "/build/prune", query: pruneBuildQuery, body: noBody, scope: mine, forwards: "DELETE /images/<id> of each nameless image of own builds", stream: "none", handle: pruneBuild }),
  // volumes
  row({ method: "GET", path: "/volumes", query: volumesQuery, body: noBody, scope: mine, forwards: "GET /volumes + own label", stream: "none", handle: listVolumes }),
  row({ method: "POST", path: "/volumes/create", query: createVolumeQuery, body: volumeBody, scope: inTurn, forwards: "POST /volumes/create, scoped name", stream: "none", handle: createVolume }),
  row({ method: "POST", path: "/volumes/prune", query: pruneVolumesQuery, body: noBody, scope: inTurn, forwards: "DELETE /volumes/<own> each", stream: "none", handle: pruneVolumes }),
  row({ method: "GET", path: "/volumes/{name...}", query: noQuery, body: noBody, scope: ownVolume, forwards: "GET /volumes + own label", stream: "none", handle: inspectVolume }),
  row({ method: "DELETE", path: "/volumes/{name...}", query: removeVolumeQuery, body: noBody, scope: volumeByName, forwards: "DELETE /volumes/<own>", stream: "none", handle: removeVolume }),

  // networks
  row({ method: "GET", path: "/networks", query: networksQuery, body: noBody, scope: mine, forwards: "GET /networks + own label", stream: "none", handle: listNetworks }),
  row({ method: "POST", path: "/networks/create", query: createNetworkQuery, body: networkBody, scope: inTurn, forwards: "POST /networks/create, scoped name, subnet of ours", stream: "none", work: 2, handle: createNetwork }),
  row({ method: "POST", path: "/networks/prune", query: pruneNetworksQuery, body: noBody, scope: inTurn, forwards: "DELETE /networks/<id> each", stream: "none", work: 2, handle: pruneNetworks }),
  row({ method: "POST", path: "/networks/{name...}/connect", query: noQuery, body: connectBody, scope: networkByName, forwards: "POST /networks/<id>/connect, own container", stream: "none", work: 1, handle: connectNetwork }),
  row({ method: "POST", path: "/networks/{name...}/disconnect", query: noQuery, body: disconnectBody, scope: networkByName, forwards: "POST /networks/<id>/disconnect, own container", stream: "none", work: 1, handle: disconnectNetwork }),
  row({ method: "GET", path: "/networks/{name...}", query: inspectNetworkQuery, body: noBody, scope: networkByName, forwards: "GET /networks/<id>", stream: "none", handle: inspectNetwork }),
  row({ method: "DELETE", path: "/networks/{name...}", query: noQuery, body: noBody, scope: networkByName, forwards: "DELETE /networks/<id>", stream: "none", work: 2, handle: removeNetwork }),

  // kinds of object that a tenant has none of yet: `docker inspect` asks for each in turn
  row({ method: "GET", path: "/plugins/{name...}/json", query: absent.query, body: noBody, scope: absent.plugin, forwards: "—", stream: "none", handle: absent.handle }),
];
