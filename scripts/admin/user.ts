/** `admin user …`: accounts and their roles. */
import {
  emailSchema,
  type PasswordLink,
  personNameSchema,
  type Role,
  roleSchema,
  roles,
} from "@/lib/protocol/account";
import { OperatorError } from "../system/operator-error";
import type { Accounts } from "./accounts";
import { table } from "./table";

export function roleNamed(text: string): Role {
  const role = roleSchema.safeParse(text);
  if (role.success) return role.data;
  throw new OperatorError(`"${text}" is no role`, `one of ${roles.join(", ")}`);
}

function address(text: string): string {
  const email = emailSchema.safeParse(text);
  if (email.success) return email.data;
  throw new OperatorError(`"${text}" is not an address`, "for instance ada@example.org");
}

const linkText = ({ url, expiresAt }: PasswordLink) =>
  `  ${url}\n\nIt works once, until ${expiresAt}. Whoever has it gets the account: give it to nobody else.`;

/** A line for each account; guests are not among them. */
export async function listUsers(
  accounts: Accounts,
  role: string | undefined,
  json: boolean,
): Promise<string> {
  const users = await accounts.list(role === undefined ? undefined : roleNamed(role));
  if (json) return JSON.stringify(users);
  if (users.length === 0) return "Nobody has such an account.";
  return table(
    ["ADDRESS", "ROLE", "NAME", "SINCE", "SIGNS IN"],
    users.map((user) => [
      ...[user.email, user.role, user.name, user.createdAt.slice(0, 10)],
      user.canSignIn ? "yes" : "not yet",
    ]),
  );
}

export interface UserOptions {
  readonly email: string;
  readonly name?: string | undefined;
  readonly role: string;
}

/** Makes the account; its password is chosen by whoever opens the link that is told. */
export async function createUser(
  accounts: Accounts,
  options: UserOptions,
  json: boolean,
): Promise<string> {
  const email = address(options.email);
  const name = personNameSchema.safeParse(options.name ?? email.split("@")[0]);
  if (!name.success) throw new OperatorError("this name cannot be shown", "1 to 80 characters");
  const role = roleNamed(options.role);
  const link = await accounts.create({ email, name: name.data, role });
  if (json) return JSON.stringify(link);
  return `${email} has an account (${role}). To choose its password, open\n\n${linkText(link)}`;
}

export async function changeRole(accounts: Accounts, email: string, role: string): Promise<string> {
  const user = await accounts.setRole(address(email), roleNamed(role));
  return `${user.email} is ${user.role} from now on.`;
}

export async function passwordLink(
  accounts: Accounts,
  email: string,
  json: boolean,
): Promise<string> {
  const link = await accounts.passwordLink(address(email));
  if (json) return JSON.stringify(link);
  return `To choose a new password for ${address(email)}, open\n\n${linkText(link)}`;
}
