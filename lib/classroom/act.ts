/** What is done to a class, one action at a time, each allowed or refused by the one table. */

import type { z } from "zod";
import type { Action } from "@/lib/authorization/table";
import type { Database } from "@/lib/db/client";
import { classChanged } from "@/lib/live/hub";
import type { ClassAction, classAnswerSchema } from "@/lib/protocol/classroom";
import { type Access, enter, type Person } from "./access";
import { archiveClass, changeSettings, closeCode, renewCode, reopenClass } from "./classes";
import { duplicateClass } from "./duplicate";
import { freePlace, importList, leaveClass, remarkOn, removePlace, renamePlace } from "./places";
import { addTrainer, removeTrainer } from "./trainers";

type Answer = z.infer<typeof classAnswerSchema>;

const needed = (action: ClassAction["action"]): Action =>
  action === "leave" ? "class.leave" : "class.manage";

/** Throws EscaleError not_found for whoever may not, and as each action says. */
export async function actOnClass(
  db: Database,
  person: Person,
  classId: string,
  action: ClassAction,
): Promise<Answer> {
  const access = await enter(db, person, classId, needed(action.action));
  try {
    return await carryOut(access, action);
  } finally {
    // those who see the class live: some may not any more
    classChanged(access.record.id);
  }
}

async function carryOut(access: Access, action: ClassAction): Promise<Answer> {
  switch (action.action) {
    case "settings":
      await changeSettings(access, { name: action.name, timeZone: action.timeZone });
      return {};
    case "renewCode":
      await renewCode(access);
      return {};
    case "closeCode":
      await closeCode(access);
      return {};
    case "archive":
      await archiveClass(access);
      return {};
    case "reopen":
      await reopenClass(access);
      return {};
    case "duplicate":
      return { id: await duplicateClass(access, action) };
    case "addTrainer":
      await addTrainer(access, action.email);
      return {};
    case "removeTrainer":
      await removeTrainer(access, action.user);
      return {};
    case "import":
      return { imported: await importList(access, action.list) };
    case "renamePlace":
      await renamePlace(access, action.place, action.name);
      return {};
    case "remark":
      await remarkOn(access, action.place, action.text);
      return {};
    case "freePlace":
      await freePlace(access, action.place);
      return {};
    case "removePlace":
      await removePlace(access, action.place);
      return {};
    case "leave":
      await leaveClass(access);
      return {};
  }
}
