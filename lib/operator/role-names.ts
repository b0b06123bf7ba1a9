import type { Role } from "@/lib/protocol/account";

/** What a role is called. */
export const roleNames: Readonly<Record<Role, string>> = {
  learner: "Apprenant",
  trainer: "Formateur",
  admin: "Gestionnaire",
};
