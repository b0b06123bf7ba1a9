/** Hears of the engine's changes for as long as somebody looks at the picture. */
import { followStream } from "@/components/workspace/follow-stream";
import { engineMessageSchema } from "@/lib/protocol/engine-stream";
import { engine, hear } from "./engine-store";

/** Begins; returns how to end. */
export const followEngine = (): (() => void) =>
  followStream({
    url: "/api/workspace/engine",
    hear(said) {
      const message = engineMessageSchema.safeParse(said);
      if (message.success && hear(message.data)) return true;
      // the stream begins with a whole view again
      console.error("engine: message refused", message.error);
      return false;
    },
    lost() {
      if (engine.get().status !== "closed") engine.set({ status: "lost" });
    },
  });
