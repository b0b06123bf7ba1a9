/** How the learner likes their terminal: kept in this browser, shared by all tabs. */
import type { ThemeChoice } from "@/components/site/theme-store";
import { createStore } from "@/components/workspace/create-store";
import { readStored, writeStored } from "@/components/workspace/stored";

export interface Preferences {
  /** px */
  readonly fontSize: number;
  readonly theme: ThemeChoice;
  readonly screenReader: boolean;
}

const key = "escale.terminal";
export const fontSizes = { least: 10, usual: 14, most: 28 } as const;

function restore(): Preferences {
  const stored = readStored(key);
  const { fontSize, theme, screenReader } = stored;
  return {
    fontSize:
      typeof fontSize === "number" && fontSize >= fontSizes.least && fontSize <= fontSizes.most
        ? Math.round(fontSize)
        : fontSizes.usual,
    theme: theme === "light" || theme === "dark" ? theme : "auto",
    screenReader: screenReader === true,
  };
}

export const preferences = createStore<Preferences>(restore());

export function setPreference(change: Partial<Preferences>): void {
  preferences.set(change);
  writeStored(key, { ...preferences.get() });
}

export function changeFontSize(by: number): void {
  const { fontSize } = preferences.get();
  setPreference({
    fontSize: Math.max(fontSizes.least, Math.min(fontSizes.most, fontSize + by)),
  });
}
