/** `npm test [-- unit|engine|e2e|static]`: everything that is checked before a change is merged. */
import { checkNode, installPackages, runTypeScript } from "./bootstrap.mjs";

checkNode();
installPackages();
await runTypeScript("./test/main.ts");
