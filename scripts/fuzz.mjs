/** `npm run fuzz [-- --minutes 10] [--seed N] [--path P]`: hostile requests against the gateway. */
import { checkNode, installPackages, runTypeScript } from "./bootstrap.mjs";

checkNode();
installPackages();
await runTypeScript("./fuzz/main.ts");
