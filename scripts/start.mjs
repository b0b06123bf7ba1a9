/** `npm start` (and `npm run dev`, which adds --dev): the whole of Escale by one command. */
import { checkNode, installPackages, runTypeScript } from "./bootstrap.mjs";

checkNode();
installPackages();
await runTypeScript("./start.ts");
