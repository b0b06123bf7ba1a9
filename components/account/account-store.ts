/** Who the browser is signed in as: asked once per visit, and anew when this changes. */

import { useEffect } from "react";
import { call } from "@/components/http/call";
import { createStore, useStore } from "@/components/workspace/create-store";
import { type AccountView, accountViewSchema } from "@/lib/protocol/account";

/** null: not known yet, or not to be had now */
const store = createStore<{ account: AccountView | null }>({ account: null });
let asked = false;

async function ask(): Promise<void> {
  try {
    store.set({ account: accountViewSchema.parse(await call("/api/account")) });
  } catch (error) {
    // the menu then offers what anybody may do; the next visit asks again
    console.warn(error);
  }
}

export function useAccount(): AccountView | null {
  useEffect(() => {
    if (asked) return;
    asked = true;
    void ask();
  }, []);
  return useStore(store).account;
}

/** After the name was changed, or when a menu opens: somebody may have become a guest meanwhile. */
export function askAccountAgain(): void {
  void ask();
}
