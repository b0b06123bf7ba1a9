/** The unprivileged system user that web runs as when Escale is started by root. */
import { readFile } from "node:fs/promises";
import { findProgram } from "../system/find-program";
import { OperatorError } from "../system/operator-error";
import { run } from "../system/run";
import type { Step, SystemUser } from "./setup";

/** Reads a user from /etc/passwd; null: there is none of that name. */
export async function findUser(name: string, file = "/etc/passwd"): Promise<SystemUser | null> {
  const line = (await readFile(file, "utf8"))
    .split("\n")
    .map((entry) => entry.split(":"))
    .find(([user]) => user === name);
  return line ? { name, uid: Number(line[2]), gid: Number(line[3]) } : null;
}

export const webUser: Step = {
  title: "Web user",
  skip: ({ asRoot }) => (asRoot ? null : "not started by root: web runs as you"),
  async run(setup) {
    const name = setup.settings.ESCALE_WEB_USER;
    const existing = await findUser(name);
    if (!existing) {
      const useradd = findProgram("useradd");
      if (!useradd) {
        throw new OperatorError(
          `there is no user ${name} and no useradd to make it`,
          "create a system user and name it in ESCALE_WEB_USER",
        );
      }
      await run(useradd, [
        ...["--system", "--user-group", "--no-create-home"],
        ...["--home-dir", "/nonexistent", "--shell", "/usr/sbin/nologin", name],
      ]);
    }
    const user = existing ?? (await findUser(name));
    if (!user) throw new Error(`useradd did not make the user ${name}`);
    if (user.uid === 0) {
      throw new OperatorError(
        `ESCALE_WEB_USER names ${name}, which is root`,
        "name an unprivileged user",
      );
    }
    setup.webUser = user;
    return `${name} (uid ${user.uid}), ${existing ? "exists" : "created"}`;
  },
};
