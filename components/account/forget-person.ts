/**
 * What this browser keeps of whoever is signed in: answers, searches, drafts, where they were. How
 * somebody likes the site to look (theme, letters, panes) is the browser's, and stays.
 */
const personal = [
  ...["escale.answers", "escale.messages", "escale.search", "escale.workspace"],
  "escale.preview",
];

/** The next one to sit here may be somebody else. */
export function forgetPerson(): void {
  try {
    for (const key of personal) localStorage.removeItem(key);
    sessionStorage.clear();
  } catch (error) {
    // storage is forbidden: nothing was kept
    console.warn(error);
  }
}
