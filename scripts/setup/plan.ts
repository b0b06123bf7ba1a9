/** The steps of set-up in their order. The engine's and the site's do not wait for each other. */

import { engine } from "./engine/engine";
import { folders } from "./folders";
import { base } from "./images/base-image";
import { images } from "./images/images";
import { leftovers } from "./leftovers";
import { port } from "./port";
import type { Plan } from "./run-steps";
import { databaseClient } from "./site/client";
import { database } from "./site/database";
import { nextBuild } from "./site/next-build";
import { release } from "./site/release";
import { webUser } from "./web-user";

/** What comes before anything is made: cheap, and where most mistakes show. */
export const ground: Plan = [webUser, folders, leftovers, port];

export const engineLane = [engine, base, images];
export const siteLane = [databaseClient, nextBuild, release, database];

export const wholePlan: Plan = [
  ...ground,
  { title: "Engine and site", lanes: [engineLane, siteLane] },
];
