/**
 * Draws with the graphics card where there is one, else with the page's own elements. A browser
 * takes the card away when it likes (too many contexts, a sleeping laptop): then the terminal
 * goes on with elements.
 */
import { WebglAddon } from "@xterm/addon-webgl";
import type { Terminal } from "@xterm/xterm";

export function drawWithGraphics(terminal: Terminal): void {
  if (!hasGraphics()) return;
  const addon = new WebglAddon();
  addon.onContextLoss(() => addon.dispose());
  try {
    terminal.loadAddon(addon);
  } catch (error) {
    console.info("terminal: drawn without WebGL", error);
    addon.dispose();
  }
}

/** Names under which browsers emulate a card with the processor: slower than elements. */
const emulated = /swiftshader|llvmpipe|softpipe|basic render/i;

function hasGraphics(): boolean {
  const context = document
    .createElement("canvas")
    .getContext("webgl2", { failIfMajorPerformanceCaveat: true });
  if (context === null) return false;
  const names = context.getExtension("WEBGL_debug_renderer_info");
  const name: unknown = names === null ? "" : context.getParameter(names.UNMASKED_RENDERER_WEBGL);
  context.getExtension("WEBGL_lose_context")?.loseContext();
  return !emulated.test(String(name));
}
