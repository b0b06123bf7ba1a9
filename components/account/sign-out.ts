import { call, troubleOf } from "@/components/http/call";
import { forgetPerson } from "./forget-person";

/** They were told that answers would be lost, and have asked again. */
let warned = false;

async function sendKeptAnswers(): Promise<string | null> {
  try {
    const { flushAnswers } = await import("@/components/lesson/progress-store");
    await flushAnswers();
    return null;
  } catch (error) {
    console.warn(error);
    if (warned) return null;
    warned = true;
    return "Des réponses n’ont pas encore pu être enregistrées. Vérifiez votre connexion, puis réessayez\u202f; en insistant, vous partez sans elles.";
  }
}

/**
 * Ends the session, and forgets what this browser kept of the person, once the answers that were not
 * sent yet have been. Returns a French sentence when it did not work: then nothing is forgotten.
 */
export async function signOut(): Promise<string | null> {
  const unsent = await sendKeptAnswers();
  if (unsent !== null) return unsent;
  try {
    await call("/api/auth/sign-out", { method: "POST" });
  } catch (error) {
    return troubleOf(error);
  }
  forgetPerson();
  location.assign("/");
  return null;
}
