/**
 * Who may do what: the one table. An action is allowed on any of its grounds; what is not named
 * here is allowed to nobody.
 */

/**
 * Why somebody may: by their role (a guest has none but `anyone`), or by how they stand to what
 * is asked for.
 *
 * - `anyone`: signed in, guests too
 * - `member`: has an account of their own
 * - `trainer`, `admin`: has this role (an admin is not a trainer by that alone)
 * - `self`: it is about themselves, or their own
 * - `classTrainer`: gives the class that it is about, and still has the role for it
 * - `classMember`: learns in the class that it is about, guests too
 */
export const grounds = [
  ...(["anyone", "member", "trainer", "admin"] as const),
  ...(["self", "classTrainer", "classMember"] as const),
] as const;
export type Ground = (typeof grounds)[number];

/** How the one who asks stands to what is asked for: found out where the data is read. */
export type Relation = Extract<Ground, "self" | "classTrainer" | "classMember">;

interface Rule {
  readonly grounds: readonly Ground[];
  /**
   * What the others are told: `forbidden`, or `hidden` where its very existence is nobody's
   * business, as with what has an identifier that could be guessed.
   */
  readonly others: "forbidden" | "hidden";
}

const rule = (others: Rule["others"], ...allowed: readonly Ground[]): Rule => ({
  grounds: allowed,
  others,
});

export const table = {
  // one's own account
  "account.read": rule("hidden", "self"),
  "account.manage": rule("hidden", "self"),
  "progress.read": rule("hidden", "self"),

  // classes
  "class.create": rule("forbidden", "trainer", "admin"),
  "class.join": rule("forbidden", "anyone"),
  /** its name, its trainers, what is given: what everybody in it sees */
  "class.read": rule("hidden", "classMember", "classTrainer", "admin"),
  /** who is in it */
  "class.read-members": rule("hidden", "classTrainer", "admin"),
  /** rename, invite and remove, import, archive, duplicate */
  "class.manage": rule("hidden", "classTrainer", "admin"),
  "class.leave": rule("hidden", "classMember"),

  // what a class is given to do
  "assignment.read": rule("hidden", "classMember", "classTrainer", "admin"),
  "assignment.manage": rule("hidden", "classTrainer", "admin"),

  // one learner, seen from their class
  "member.read-progress": rule("hidden", "self", "classTrainer", "admin"),
  /** their screen, live. An admin, who does not teach them, has no reason to. */
  "terminal.watch": rule("hidden", "self", "classTrainer"),
  /** their keyboard too; the learner is asked each time */
  "terminal.share": rule("hidden", "self", "classTrainer"),
  /** who is there, and where they are stuck: live, hence not an admin's either */
  "class.watch-live": rule("hidden", "classTrainer"),
  "class.raise-hand": rule("hidden", "classMember"),
  "class.lower-hand": rule("hidden", "classTrainer"),
  /** to show a terminal of one's own to the class, and to end what is shown */
  "terminal.broadcast": rule("hidden", "classTrainer"),
  /** to see it. An admin, who does not teach them, has no reason to. */
  "broadcast.read": rule("hidden", "classMember", "classTrainer"),
  "class.send-message": rule("hidden", "classTrainer"),
  "class.export-results": rule("hidden", "classTrainer", "admin"),

  // lessons and exercises of one's own
  "content.create": rule("forbidden", "trainer", "admin"),
  "content.manage": rule("hidden", "self", "admin"),
  /** a published version, where a class was given it */
  "content.read": rule("hidden", "self", "classMember", "classTrainer", "admin"),

  // the operator's
  "admin.read": rule("forbidden", "admin"),
  "user.manage": rule("forbidden", "admin"),
  /** what a class's workspaces may use: never its trainers' to say */
  "class.set-quota": rule("forbidden", "admin"),
  "audit.read": rule("forbidden", "admin"),
} as const satisfies Readonly<Record<string, Rule>>;

export type Action = keyof typeof table;
