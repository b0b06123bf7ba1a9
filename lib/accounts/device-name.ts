/**
 * A browser by the name that its owner knows it by, from what it says of itself (User-Agent, which
 * RFC 9110 §10.1.5 leaves to each). The more particular name first: most also call themselves Safari.
 */
const browsers: readonly (readonly [RegExp, string])[] = [
  [/\bEdgA?\//, "Edge"],
  [/\bOPR\//, "Opera"],
  [/\bSamsungBrowser\//, "Samsung Internet"],
  [/\b(?:Firefox|FxiOS)\//, "Firefox"],
  [/\b(?:Chrome|CriOS|HeadlessChrome)\//, "Chrome"],
  [/\bSafari\//, "Safari"],
];

const systems: readonly (readonly [RegExp, string])[] = [
  [/\biPhone\b/, "iPhone"],
  [/\biPad\b/, "iPad"],
  [/\bAndroid\b/, "Android"],
  [/\bCrOS\b/, "ChromeOS"],
  [/\bWindows\b/, "Windows"],
  [/\bMac OS X\b/, "Mac"],
  [/\bLinux\b/, "Linux"],
];

const nameIn = (text: string, names: typeof browsers) =>
  names.find(([pattern]) => pattern.test(text))?.[1];

/** « Firefox sur Linux ». */
export function deviceName(userAgent: string): string {
  const browser = nameIn(userAgent, browsers) ?? "Navigateur inconnu";
  const system = nameIn(userAgent, systems);
  return system === undefined ? browser : `${browser} sur ${system}`;
}
