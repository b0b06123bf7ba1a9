"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useSyncExternalStore } from "react";
import { chooseTheme, onThemeChange, type ThemeChoice, themeChoice } from "./theme-store";

const order: Record<ThemeChoice, ThemeChoice> = { auto: "light", light: "dark", dark: "auto" };
const names: Record<ThemeChoice, string> = {
  auto: "automatique",
  light: "clair",
  dark: "sombre",
};

/** One button, three themes in turn. The icon follows data-theme in CSS, hence never flashes. */
export function ThemeToggle() {
  const choice = useSyncExternalStore<ThemeChoice>(onThemeChange, themeChoice, () => "auto");
  const label = `Thème ${names[choice]}. Passer au thème ${names[order[choice]]}`;
  return (
    <button
      type="button"
      className="grid size-11 place-items-center rounded-lg text-soft hover:bg-sunken hover:text-ink"
      aria-label={label}
      title={label}
      onClick={() => chooseTheme(order[themeChoice()])}
    >
      <Monitor className="theme-icon size-5" data-for="auto" aria-hidden />
      <Sun className="theme-icon size-5" data-for="light" aria-hidden />
      <Moon className="theme-icon size-5" data-for="dark" aria-hidden />
    </button>
  );
}
