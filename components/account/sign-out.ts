import { call, troubleOf } from "@/components/http/call";

/**
 * Ends the session, and forgets what this browser kept of the person: the next one to sit here may
 * be somebody else. Returns a French sentence when it did not work.
 */
export async function signOut(): Promise<string | null> {
  try {
    await call("/api/auth/sign-out", { method: "POST" });
  } catch (error) {
    return troubleOf(error);
  }
  sessionStorage.clear();
  location.assign("/");
  return null;
}
