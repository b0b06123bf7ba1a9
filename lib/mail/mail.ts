/**
 * Letters by the operator's mail server (ESCALE_SMTP_URL). Plain text of our own; what people
 * typed stands in the body alone, never in a header but for the one address it goes to.
 */
import { createTransport, type Transporter } from "nodemailer";
import { once } from "@/lib/runtime/once";
import { runtime } from "@/lib/runtime/settings";

export interface Letter {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

declare global {
  interface EscaleShared {
    mail?: Transporter;
  }
}

/** Whether letters can be sent at all. */
export const hasMail = (): boolean => runtime().settings.ESCALE_SMTP_URL !== undefined;

/** Throws the server's or the connection's error, for the log. */
export async function sendLetter({ to, subject, text }: Letter): Promise<void> {
  const { ESCALE_SMTP_URL: url, ESCALE_URL, ESCALE_MAIL_FROM } = runtime().settings;
  if (url === undefined) throw new Error("no mail server is set (ESCALE_SMTP_URL)");
  const host = ESCALE_URL === undefined ? "localhost" : new URL(ESCALE_URL).hostname;
  const transport = once("mail", () =>
    createTransport(url, {
      from: { name: "Escale", address: ESCALE_MAIL_FROM ?? `escale@${host}` },
      // RFC 3834: answered by no machine
      headers: { "Auto-Submitted": "auto-generated" },
      disableFileAccess: true,
      disableUrlAccess: true,
    }),
  );
  // An object, so that an address is taken for one and never read as a list.
  await transport.sendMail({ to: { name: "", address: to }, subject, text });
}
