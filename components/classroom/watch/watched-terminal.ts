/**
 * Another's terminal as it is on their own page: their size, in letters as large as the place
 * allows. What is typed here is sent only while its owner lets it, and what the terminal would
 * answer to programs by itself never: its owner's does that.
 */
import { Unicode11Addon } from "@xterm/addon-unicode11";
import { Terminal } from "@xterm/xterm";
import { onThemeChange } from "@/components/site/theme-store";
import { type ConnectionState, TerminalConnection } from "@/components/terminal/connection";
import { fontFamily, lineHeight, sizeThatFits } from "@/components/terminal/font";
import { preferences } from "@/components/terminal/preferences";
import { isAnswer } from "@/components/terminal/replies";
import { socketUrlOf } from "@/components/terminal/socket-url";
import { minimumContrast, themeOf } from "@/components/terminal/themes";
import { createStore } from "@/components/workspace/create-store";

/** CAN ends any sequence that was cut in half, RIS resets: in the stream, after what came before. */
const resetBytes = new Uint8Array([0x18, 0x1b, 0x63]);

export interface WatchedState {
  readonly connection: ConnectionState;
}

export class WatchedTerminal {
  readonly state = createStore<WatchedState>({ connection: { phase: "connecting", attempt: 0 } });
  readonly #terminal: Terminal;
  readonly #connection: TerminalConnection;
  readonly #cleanups: (() => void)[] = [];
  #host: HTMLElement | null = null;

  /** @param url of its WebSocket, on this site */
  constructor(url: string) {
    const { theme, screenReader } = preferences.get();
    this.#terminal = new Terminal({
      allowProposedApi: true, // the unicode versions
      cursorBlink: false,
      cursorInactiveStyle: "outline",
      disableStdin: true,
      fontFamily: fontFamily(),
      lineHeight,
      linkHandler: { activate: () => undefined, allowNonHttpProtocols: false },
      logLevel: "error",
      minimumContrastRatio: minimumContrast,
      screenReaderMode: screenReader,
      scrollback: 2_000,
      theme: themeOf(theme),
    });
    const terminal = this.#terminal;
    const resize = (cols: number, rows: number) => {
      terminal.resize(cols, rows);
      this.#fit();
    };
    this.#connection = new TerminalConnection({
      connect: () => new WebSocket(socketUrlOf(url)),
      watching: true,
      screen: {
        restart: (cols, rows) => terminal.write(resetBytes, () => resize(cols, rows)),
        // in the stream, after what was drawn for the size before
        resized: (cols, rows) => terminal.write("", () => resize(cols, rows)),
        write: (bytes, drawn) => terminal.write(bytes, drawn),
        size: () => ({ cols: terminal.cols, rows: terminal.rows }),
      },
      onState: (connection) => this.state.set({ connection }),
      // whoever types sees that nothing comes; the page says why
      onInputLost: () => undefined,
      onDoubt: () => undefined,
    });
  }

  /** Shows it in `host`, once. */
  attach(host: HTMLElement): void {
    this.#host = host;
    const terminal = this.#terminal;
    terminal.loadAddon(new Unicode11Addon());
    terminal.unicode.activeVersion = "11";
    terminal.open(host);
    terminal.onData((data) => {
      if (!isAnswer(data)) this.#connection.send(data);
    });
    const observer = new ResizeObserver(() => this.#fit());
    if (host.parentElement) observer.observe(host.parentElement);
    const wear = () => {
      const { theme } = preferences.get();
      terminal.options.theme = themeOf(theme);
    };
    const nudge = () => {
      if (document.visibilityState === "visible") this.#connection.nudge();
    };
    window.addEventListener("online", nudge);
    this.#cleanups.push(
      () => observer.disconnect(),
      () => window.removeEventListener("online", nudge),
      preferences.subscribe(wear),
      onThemeChange(wear),
    );
    this.#fit();
    this.#connection.connect();
  }

  /** Whether typing here goes anywhere. */
  allowTyping(allowed: boolean): void {
    this.#terminal.options.disableStdin = !allowed;
    if (allowed) this.#terminal.focus();
  }

  retry(): void {
    this.#connection.nudge();
  }

  dispose(): void {
    for (const cleanup of this.#cleanups.splice(0)) cleanup();
    this.#connection.dispose();
    this.#terminal.dispose();
    this.#host?.replaceChildren();
  }

  /** The largest letters with which all of it is in sight; below what can be read, it scrolls. */
  #fit(): void {
    const room = this.#host?.parentElement;
    if (!room || room.clientWidth === 0) return;
    const { cols, rows } = this.#terminal;
    this.#terminal.options.fontSize = sizeThatFits(room, { cols, rows });
  }
}
