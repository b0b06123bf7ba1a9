/** The operator's command line: `npm run -s admin -- <command>`. Results go to stdout, all else to stderr. */
import { Command } from "commander";
import { root } from "../bootstrap.mjs";
import { newSetup } from "../setup/prepare";
import { explain } from "../system/operator-error";
import { Accounts } from "./accounts";
import { Backend } from "./backend";
import { findings, report } from "./doctor/doctor";
import { listKeptHomes, pruneHomes } from "./kept-homes";
import { status } from "./status";
import { changeRole, createUser, listUsers, passwordLink, type UserOptions } from "./user";
import { listWorkspaces, openWorkspace, removeWorkspace } from "./workspace";

const print = (text: string) => process.stdout.write(`${text}\n`);
const tell = (text: string) => process.stderr.write(`${text}\n`);

function context() {
  const { settings, paths } = newSetup(root, process.env);
  return {
    ...{ settings, paths },
    backend: new Backend(paths.backendSocket),
    accounts: new Accounts(paths.operatorSocket),
  };
}

const program = new Command("admin")
  .description(
    "Escale's command line for its operator. Settings come from the environment, as for npm start.",
  )
  .showHelpAfterError();

program
  .command("status")
  .description("which parts are up, and how many workspaces run (exit 1 when a part is down)")
  .option("--json", "one JSON object")
  .action(async (options: { json?: true }) => {
    const { backend, settings } = context();
    const { text, ok } = await status(backend, settings, options.json ?? false);
    print(text);
    if (!ok) process.exitCode = 1;
  });

program
  .command("doctor")
  .description(
    "check engine, kernel, limits, disk, port and folders, and say what to mend (exit 1 when something is broken)",
  )
  .option("--json", "one JSON array")
  .action(async (options: { json?: true }) => {
    const { settings, paths, backend } = context();
    const all = await findings(settings, paths, root, backend);
    print(options.json ? JSON.stringify(all) : report(all));
    if (all.some((finding) => finding.verdict === "broken")) process.exitCode = 1;
  });

const workspace = program.command("workspace").description("learners' workspaces");

workspace
  .command("list")
  .description("running workspaces")
  .option("--all", "home folders that are kept as well, with size and last use")
  .option("--json", 'one JSON array; with --all {"workspaces", "kept"}')
  .action(async (options: { all?: true; json?: true }) => {
    const { backend } = context();
    const json = options.json ?? false;
    const running = await listWorkspaces(backend, json);
    if (!options.all) {
      print(running);
      return;
    }
    const kept = await listKeptHomes(backend, json);
    print(json ? `{"workspaces":${running},"kept":${kept}}` : `${running}\n\n${kept}`);
  });

workspace
  .command("prune")
  .description("remove the files of owners who have not come back for a time")
  .requiredOption("--unused <duration>", 'for how long at least, for instance "90d"')
  .option("--dry-run", "only say which")
  .action(async (options: { unused: string; dryRun?: true }) => {
    print(await pruneHomes(context().backend, options.unused, options.dryRun ?? false));
  });

workspace
  .command("open")
  .description(
    "open a workspace, or find the one that is open, and print its virtual engine's socket",
  )
  .requiredOption("--owner <name>", "whose: 1 to 64 letters, digits, _ or -")
  .option("--json", 'print {"id","socket"}')
  .action(async (options: { owner: string; json?: true }) => {
    print(await openWorkspace(context().backend, options.owner, options.json ?? false, tell));
  });

workspace
  .command("remove")
  .description("remove a workspace with its containers, images and terminals")
  .argument("[id]", "the workspace's id, or use --owner")
  .option("--owner <name>", "whose workspace")
  .option("--files", "remove the files of the home folder too")
  .action(async (id: string | undefined, options: { owner?: string; files?: true }) => {
    const { backend } = context();
    print(await removeWorkspace(backend, { id, owner: options.owner }, options.files ?? false));
  });

const user = program.command("user").description("accounts and their roles");

user
  .command("create")
  .description("make an account, and a link by which its password is chosen")
  .requiredOption("--email <address>", "whose")
  .option("--name <name>", "as others see it (what stands before the @ by default)")
  .option("--role <role>", "learner, trainer or admin", "learner")
  .option("--json", 'print {"url","expiresAt"}')
  .action(async ({ json, ...options }: UserOptions & { json?: true }) => {
    print(await createUser(context().accounts, options, json ?? false));
  });

user
  .command("list")
  .description("all accounts, guests left out")
  .option("--role <role>", "those of one role")
  .option("--json", "one JSON array")
  .action(async (options: { role?: string; json?: true }) => {
    print(await listUsers(context().accounts, options.role, options.json ?? false));
  });

user
  .command("role")
  .description("give an account a role, from its next request on")
  .argument("<address>")
  .argument("<role>", "learner, trainer or admin")
  .action(async (email: string, role: string) => {
    print(await changeRole(context().accounts, email, role));
  });

user
  .command("password-link")
  .description("make a link by which somebody who forgot it chooses a new password (once, 1 h)")
  .argument("<address>")
  .option("--json", 'print {"url","expiresAt"}')
  .action(async (email: string, options: { json?: true }) => {
    print(await passwordLink(context().accounts, email, options.json ?? false));
  });

program.parseAsync().catch((error: unknown) => {
  tell(explain(error));
  process.exitCode = 1;
});
