/**
 * Small things remembered in this browser (localStorage). Where it is forbidden or full, the page
 * goes on without memory: nothing kept here is needed to work.
 */
export function readStored(key: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(key) ?? "{}");
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

export function writeStored(key: string, value: Record<string, unknown>): void {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch (error) {
    console.warn("the browser keeps nothing", error);
  }
}
