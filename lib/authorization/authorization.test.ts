import { describe, expect, it } from "vitest";
import { isEscaleError } from "@/lib/protocol/errors";
import { type Actor, authorize, mayDo } from "./authorize";
import { type Action, grounds, type Relation, table } from "./table";

const people = {
  guest: { guest: true, role: "learner" },
  learner: { guest: false, role: "learner" },
  trainer: { guest: false, role: "trainer" },
  admin: { guest: false, role: "admin" },
} as const satisfies Record<string, Actor>;
type Who = keyof typeof people;

const relations = ["self", "classMember", "classTrainer"] as const satisfies readonly Relation[];

/**
 * Everything that is allowed, written out once more and by hand: for each action who may without
 * any relation, and who may with which one. Whatever is not here must be refused.
 */
const allowed: Record<Action, Partial<Record<Relation | "nothing", string>>> = {
  "account.read": { self: "guest learner trainer admin" },
  "account.manage": { self: "guest learner trainer admin" },
  "progress.read": { self: "guest learner trainer admin" },
  "class.create": everywhere("trainer admin"),
  "class.join": everywhere("guest learner trainer admin"),
  "class.read": ofClass("guest learner trainer admin"),
  "class.read-members": ofClass(""),
  "class.manage": ofClass(""),
  "class.leave": { classMember: "guest learner trainer admin" },
  "assignment.read": ofClass("guest learner trainer admin"),
  "assignment.manage": ofClass(""),
  "member.read-progress": { ...ofClass(""), self: "guest learner trainer admin" },
  "terminal.watch": { self: "guest learner trainer admin", classTrainer: "trainer admin" },
  "terminal.share": { self: "guest learner trainer admin", classTrainer: "trainer admin" },
  "class.watch-live": { classTrainer: "trainer admin" },
  "class.raise-hand": { classMember: "guest learner trainer admin" },
  "class.lower-hand": { classTrainer: "trainer admin" },
  "terminal.broadcast": { classTrainer: "trainer admin" },
  "broadcast.read": {
    classMember: "guest learner trainer admin",
    classTrainer: "trainer admin",
  },
  "class.send-message": { classTrainer: "trainer admin" },
  "class.export-results": ofClass(""),
  "content.create": everywhere("trainer admin"),
  "content.manage": { ...everywhere("admin"), self: "guest learner trainer admin" },
  "content.read": {
    ...ofClass("guest learner trainer admin"),
    self: "guest learner trainer admin",
  },
  "admin.read": everywhere("admin"),
  "user.manage": everywhere("admin"),
  "class.set-quota": everywhere("admin"),
  "audit.read": everywhere("admin"),
};

function everywhere(who: string) {
  return { nothing: who, self: who, classMember: who, classTrainer: who };
}

/** An admin whatever the relation, the trainer of the class, and those in it that are named. */
function ofClass(members: string) {
  return {
    nothing: "admin",
    self: "admin",
    classMember: `${members} admin`,
    classTrainer: "trainer admin",
  };
}

const names = Object.keys(people).filter((name): name is Who => name in people);
const actions = Object.keys(table).filter((name): name is Action => name in table);
const cases = actions.flatMap((action) =>
  names.flatMap((who) =>
    (["nothing", ...relations] as const).map((relation) => ({ action, who, relation })),
  ),
);

describe("who may do what", () => {
  it.each(cases)("$action: $who related by $relation", ({ action, who, relation }) => {
    const expected = (allowed[action][relation] ?? "").split(" ").includes(who);
    const held = relation === "nothing" ? [] : [relation];
    expect(mayDo(people[who], action, held)).toBe(expected);
    const ask = () => authorize(people[who], action, held);
    if (expected) expect(ask).not.toThrow();
    else expect(ask).toThrow(expect.objectContaining({ name: "EscaleError" }));
  });

  it.each(actions)("%s: nobody who is not signed in, whatever is claimed", (action) => {
    expect(mayDo(null, action, relations)).toBe(false);
    expect(() => authorize(null, action, relations)).toThrow(
      expect.objectContaining({ code: "not_signed_in", status: 401 }),
    );
  });
});

describe("what the others are told", () => {
  const told = (action: Action) => {
    try {
      authorize(people.learner, action);
      return "allowed";
    } catch (error) {
      return isEscaleError(error) ? error.code : "thrown";
    }
  };

  it("of what has an identifier: that there is no such thing", () => {
    for (const action of ["class.read", "class.manage", "member.read-progress"] as const) {
      expect(told(action)).toBe("not_found");
    }
  });

  it("of what needs a role: that they have not got it", () => {
    for (const action of ["class.create", "admin.read", "user.manage"] as const) {
      expect(told(action)).toBe("forbidden");
    }
  });
});

describe("a role", () => {
  it("that was taken away takes the classes with it", () => {
    expect(mayDo(people.trainer, "class.manage", ["classTrainer"])).toBe(true);
    expect(mayDo(people.learner, "class.manage", ["classTrainer"])).toBe(false);
  });

  it("is worth nothing on a guest's account", () => {
    for (const role of ["trainer", "admin"] as const) {
      const actor = { guest: true, role };
      for (const action of actions) {
        expect(mayDo(actor, action)).toBe(mayDo(people.guest, action));
        expect(mayDo(actor, action, ["classTrainer"])).toBe(mayDo(people.guest, action));
      }
    }
  });
});

it("the table names no action that nobody may do, and no ground that does not exist", () => {
  for (const action of actions) {
    expect(table[action].grounds.length).toBeGreaterThan(0);
    for (const ground of table[action].grounds) expect(grounds).toContain(ground);
  }
});
