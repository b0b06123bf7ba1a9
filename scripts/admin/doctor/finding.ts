/** One thing that doctor looked at. */
export interface Finding {
  subject: string;
  /** `broken`: something does not work; `weak`: it works, less safely or less well */
  verdict: "ok" | "weak" | "broken";
  detail: string;
  /** what the operator can do about it */
  remedy?: string;
}

export const ok = (subject: string, detail: string): Finding => ({
  subject,
  verdict: "ok",
  detail,
});
export const weak = (subject: string, detail: string, remedy: string): Finding => ({
  subject,
  verdict: "weak",
  detail,
  remedy,
});
export const broken = (subject: string, detail: string, remedy: string): Finding => ({
  subject,
  verdict: "broken",
  detail,
  remedy,
});
