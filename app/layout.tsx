import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { LiveLearner } from "@/components/live/live-learner";
import { Notices } from "@/components/notices/notices";
import { headScript } from "@/components/site/head-script";
import { SiteHeader } from "@/components/site/header";
import { codeFace, italicFace, textFace, titleFace } from "./fonts";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "Escale : apprendre les conteneurs en pratiquant", template: "%s · Escale" },
  description:
    "Un cours en français sur les conteneurs : la leçon d’un côté, de l’autre un vrai terminal sur un vrai Docker, rien qu’à vous.",
};

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#fbf8f2" },
    { media: "(prefers-color-scheme: dark)", color: "#0e1828" },
  ],
};

const faces = [textFace, italicFace, titleFace, codeFace].map((face) => face.variable).join(" ");

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html
      lang="fr"
      className={faces}
      // the head script sets data-theme, data-split, data-workspace and --split before React arrives
      suppressHydrationWarning
    >
      <head>
        <script dangerouslySetInnerHTML={{ __html: headScript }} />
      </head>
      <body>
        <a href="#contenu" className="skip-link">
          Aller au contenu
        </a>
        <Notices />
        <SiteHeader />
        {children}
        <LiveLearner />
      </body>
    </html>
  );
}
