/** `npm run bench [-- open|memory|echo|throughput|gateway|gateway-streams|gateway-memory|live|neighbours]`: see bench/README.md. */
import { checkNode, installPackages, runTypeScript } from "./bootstrap.mjs";

checkNode();
installPackages();
await runTypeScript("../bench/main.ts");
