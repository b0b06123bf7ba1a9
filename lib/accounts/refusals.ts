/** What is answered to a password or an address that is not taken. */
import { EscaleError } from "@/lib/protocol/errors";
import { passwordProblem } from "./password-rules";

/** One sentence for both, so that nobody learns which addresses have an account. */
export const wrongPassword = () =>
  new EscaleError(
    "bad_request",
    "L’adresse ou le mot de passe ne convient pas. Vérifiez les deux.",
  );

/**
 * Where an account is made at once, an address that is taken cannot be hidden altogether: the
 * sentence says no more than it must, and lib/accounts/sign-up.ts bounds how often it is heard.
 */
export const unusableAddress = () =>
  new EscaleError(
    "bad_request",
    "Cette adresse ne peut pas être utilisée. Si elle est à vous et que vous avez déjà un compte, connectez-vous ou demandez un nouveau mot de passe.",
  );

/** Throws EscaleError bad_request with what is wrong with a new password. */
export function checkPassword(password: string, own: readonly string[] = []): void {
  const problem = passwordProblem(password, own);
  if (problem !== null) throw new EscaleError("bad_request", problem);
}
