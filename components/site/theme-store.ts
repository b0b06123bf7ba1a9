/**
 * The reader's theme: « clair », « sombre », or the system's. Kept in the browser, shown by
 * data-theme on <html> (absent: the system's), which the head script restores.
 */

export type ThemeChoice = "auto" | "light" | "dark";

const key = "escale.theme";
const changed = "escale:theme";

export function themeChoice(): ThemeChoice {
  const value = document.documentElement.dataset.theme;
  return value === "light" || value === "dark" ? value : "auto";
}

/** What is on screen now, the system's preference counted in. */
export function resolvedTheme(): "light" | "dark" {
  const choice = themeChoice();
  if (choice !== "auto") return choice;
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

export function chooseTheme(choice: ThemeChoice): void {
  const { dataset } = document.documentElement;
  if (choice === "auto") delete dataset.theme;
  else dataset.theme = choice;
  // where the browser refuses storage (data-storage, by the head script) the choice lasts the visit
  if (dataset.storage !== "refused") {
    if (choice === "auto") localStorage.removeItem(key);
    else localStorage.setItem(key, choice);
  }
  document.dispatchEvent(new Event(changed));
}

/** Called on each change of the reader or of the system; returns how to stop listening. */
export function onThemeChange(listener: () => void): () => void {
  const system = matchMedia("(prefers-color-scheme: dark)");
  document.addEventListener(changed, listener);
  system.addEventListener("change", listener);
  return () => {
    document.removeEventListener(changed, listener);
    system.removeEventListener("change", listener);
  };
}
