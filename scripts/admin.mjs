/** `npm run -s admin -- …`: the operator's command line. */
import { checkNode, packagesInstalled, runTypeScript } from "./bootstrap.mjs";

checkNode();
if (!packagesInstalled()) {
  console.error("Escale is not installed yet: run npm start first.");
  process.exit(1);
}
await runTypeScript("./admin/main.ts");
