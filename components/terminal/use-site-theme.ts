import { useSyncExternalStore } from "react";
import { onThemeChange, resolvedTheme } from "@/components/site/theme-store";

/** The site's theme now; the component is drawn again when it changes. */
export function useSiteTheme(): "light" | "dark" {
  return useSyncExternalStore(onThemeChange, resolvedTheme, () => "light");
}
