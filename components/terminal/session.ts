/**
 * One terminal of the workspace, alive on this page: xterm, its addons and its connection. It
 * lives outside React, so that going from one lesson to the next moves it to its new place with
 * screen and scrollback as they are.
 */
import { FitAddon } from "@xterm/addon-fit";
import { SearchAddon } from "@xterm/addon-search";
import { Unicode11Addon } from "@xterm/addon-unicode11";
import { WebLinksAddon } from "@xterm/addon-web-links";
import { Terminal } from "@xterm/xterm";
import { onThemeChange } from "@/components/site/theme-store";
import { socketUrl } from "@/components/workspace/api";
import { createStore } from "@/components/workspace/create-store";
import { refresh } from "@/components/workspace/feed";
import { hint } from "@/components/workspace/store";
import type { WatchId } from "@/lib/protocol/watch";
import { copySelection } from "./clipboard";
import { type ConnectionState, TerminalConnection } from "./connection";
import { fontFamily, lineHeight, whenFontLoads } from "./font";
import { describeExit } from "./keyboard-exit";
import { isMac, keyNames, shortcutOf } from "./keys";
import { type LinkTarget, linkTarget } from "./links";
import { cleanPaste, commandKeys, pastedBytes, runsAtOnce, writtenKeys } from "./paste";
import { changeFontSize, preferences } from "./preferences";
import { drawWithGraphics } from "./renderer";
import { minimumContrast, themeOf } from "./themes";
import { safeTitle } from "./titles";
import { readTypedLines } from "./typed-line";

const scrollback = 5_000;
/** A window being dragged: the shell is told its size once it holds still this long, ms. */
const resizeMs = 60;
/** CAN ends any sequence that was cut in half, RIS resets: in the stream, after what came before. */
const resetBytes = new Uint8Array([0x18, 0x1b, 0x63]);

export interface SessionState {
  readonly connection: ConnectionState;
  /** given by a program, made safe; "" when there is none */
  readonly title: string;
  /** counts the bells rung */
  readonly bells: number;
  /** the learner's finger is on « Ctrl »: the next key is taken with it */
  readonly ctrl: boolean;
  readonly searching: boolean;
  /** a paste of several lines that waits for a yes */
  readonly paste: string | null;
  /** a link that waits for a yes */
  readonly link: LinkTarget | null;
  readonly selection: boolean;
}

export class TerminalSession {
  readonly id: number;
  readonly element: HTMLElement;
  readonly terminal: Terminal;
  readonly search: SearchAddon;
  readonly state = createStore<SessionState>({
    connection: { phase: "connecting", attempt: 0 },
    title: "",
    bells: 0,
    ctrl: false,
    searching: false,
    paste: null,
    link: null,
    selection: false,
  });
  /** set by the panel: where the keyboard goes when it leaves the terminal */
  onLeave: () => void = () => undefined;

  attached = false;

  readonly #fit = new FitAddon();
  readonly #connection: TerminalConnection;
  readonly #cleanups: (() => void)[] = [];
  #resizeTimer: ReturnType<typeof setTimeout> | undefined;
  #opened = false;
  #focusWanted = false;
  #lastOutput = 0;
  #silentBellUntil = 0;

  constructor(id: number) {
    this.id = id;
    this.element = document.createElement("div");
    // room around the text on three sides; the scroll bar keeps to the edge (see font.ts)
    this.element.className = "absolute top-2.5 right-0 bottom-2.5 left-3";
    const { fontSize, theme, screenReader } = preferences.get();
    this.terminal = new Terminal({
      allowProposedApi: true, // the unicode versions and the search's highlights
      cursorBlink: false,
      fontFamily: fontFamily(),
      fontSize,
      lineHeight,
      linkHandler: {
        activate: (_event, text) => this.#askLink(text),
        allowNonHttpProtocols: false,
      },
      logLevel: "error",
      macOptionIsMeta: false, // Option types {, }, | and \ on a French Mac
      minimumContrastRatio: minimumContrast,
      rightClickSelectsWord: false,
      screenReaderMode: screenReader,
      scrollback,
      smoothScrollDuration: 0,
      theme: themeOf(theme),
    });
    this.search = new SearchAddon({ highlightLimit: 500 });
    this.#connection = new TerminalConnection({
      connect: () => new WebSocket(socketUrl(id)),
      screen: {
        restart: (cols, rows) =>
          this.terminal.write(resetBytes, () => this.terminal.resize(cols, rows)),
        write: (bytes, drawn) =>
          this.terminal.write(bytes, () => {
            if (bytes.length > 0) this.#lastOutput = performance.now();
            drawn();
          }),
        size: () => this.#fitted(),
      },
      onState: (connection) => this.state.set({ connection }),
      onInputLost: () =>
        hint("La connexion est coupée : ce que vous venez de taper n’a pas été envoyé."),
      onDoubt: () => void refresh(),
    });
  }

  /** Shows the terminal in `host`; the first time also starts it. */
  attach(host: HTMLElement): void {
    this.attached = true;
    host.append(this.element);
    if (!this.#opened) this.#start();
    this.fitSoon(0);
  }

  detach(): void {
    this.attached = false;
    this.element.remove();
  }

  dispose(): void {
    clearTimeout(this.#resizeTimer);
    for (const cleanup of this.#cleanups.splice(0)) cleanup();
    this.#connection.dispose();
    this.terminal.dispose();
    this.element.remove();
  }

  /** Gives the terminal the keyboard, as soon as it is on the page. */
  focus(): void {
    if (this.#opened) this.terminal.focus();
    else this.#focusWanted = true;
  }

  reconnect(): void {
    this.#connection.nudge();
  }

  /** Lets whoever watches type too, or no longer; false: not now, the connection is down. */
  answerKeyboard(allow: boolean, watch: WatchId, request: number): boolean {
    return this.#connection.answerKeyboard(allow, watch, request);
  }

  get ready(): boolean {
    const { connection } = this.state.get();
    return connection.phase === "open" && connection.ready;
  }

  /** A program other than the shell has the terminal: a shell at its prompt asks for bracketed paste. */
  get busy(): boolean {
    return this.fullScreen || !this.terminal.modes.bracketedPasteMode;
  }

  /** A program like an editor or a pager has the whole screen. */
  get fullScreen(): boolean {
    return this.terminal.buffer.active.type === "alternate";
  }

  /**
   * Waits until typing goes through and the prompt is there (nothing drawn for 80 ms, for which it
   * waits 2 s at most). False when the terminal has ended or is not ready after `ms`.
   */
  async settled(ms: number): Promise<boolean> {
    const pause = () => new Promise((done) => setTimeout(done, 20));
    const limit = performance.now() + ms;
    while (!this.ready) {
      if (this.#connection.state.phase === "ended" || performance.now() > limit) return false;
      await pause();
    }
    const quietLimit = performance.now() + 2_000;
    while (performance.now() < quietLimit) {
      if (this.#lastOutput > 0 && performance.now() - this.#lastOutput >= 80) break;
      await pause();
    }
    return true;
  }

  /** Types as the learner would: seen by all of xterm, so that it scrolls down to it. */
  type(data: string): void {
    this.terminal.input(data, true);
  }

  /** Types a command of the lesson and enters it. */
  run(command: string): void {
    // clearing a line that is empty already rings the shell's bell
    this.#silentBellUntil = performance.now() + 500;
    this.type(commandKeys(command, this.terminal.modes.bracketedPasteMode));
  }

  /** Types a command of one line in place of what was begun, without Enter. */
  write(command: string): void {
    this.#silentBellUntil = performance.now() + 500;
    this.type(writtenKeys(command, this.terminal.modes.bracketedPasteMode));
  }

  /** Pastes, or asks first where lines would run by themselves. */
  paste(raw: string): void {
    const text = cleanPaste(raw);
    if (text === "") return;
    if (runsAtOnce(text, this.terminal.modes.bracketedPasteMode)) this.state.set({ paste: text });
    else this.pasteNow(text);
  }

  pasteNow(text: string): void {
    this.state.set({ paste: null });
    this.type(pastedBytes(text, this.terminal.modes.bracketedPasteMode));
    this.focus();
  }

  async copy(): Promise<void> {
    if (!this.terminal.hasSelection()) {
      hint("Sélectionnez d’abord du texte à la souris, puis copiez.");
    } else if (!(await copySelection(this.terminal))) {
      hint("Votre navigateur n’a pas permis la copie.");
    }
  }

  /** Fits the terminal to its place after `ms` without another call. */
  fitSoon(ms: number = resizeMs): void {
    clearTimeout(this.#resizeTimer);
    this.#resizeTimer = setTimeout(() => {
      if (!this.ready) return; // the past is laid out for its own size first
      const { cols, rows } = this.#fitted();
      this.#connection.resize(cols, rows);
    }, ms);
  }

  #fitted(): { cols: number; rows: number } {
    if (this.element.isConnected && this.element.clientWidth > 0) this.#fit.fit();
    return { cols: this.terminal.cols, rows: this.terminal.rows };
  }

  #start(): void {
    this.#opened = true;
    const { terminal } = this;
    terminal.loadAddon(this.#fit);
    terminal.loadAddon(this.search);
    terminal.loadAddon(new Unicode11Addon());
    terminal.unicode.activeVersion = "11";
    terminal.loadAddon(new WebLinksAddon((_event, uri) => this.#askLink(uri)));
    terminal.open(this.element);
    drawWithGraphics(terminal);
    this.#fit.fit();
    this.#cleanups.push(
      whenFontLoads(() => {
        terminal.options.fontFamily = `${fontFamily()}, monospace`;
        this.fitSoon(0);
      }),
    );
    describeExit(terminal, this.id);
    terminal.attachCustomKeyEventHandler((event) => this.#onKey(event));
    terminal.onData((data) => this.#onData(data));
    terminal.onBinary((data) =>
      this.#connection.send(Uint8Array.from(data, (char) => char.charCodeAt(0) & 0xff)),
    );
    readTypedLines(terminal, () => this.ready);
    terminal.onTitleChange((title) => this.state.set({ title: safeTitle(title) }));
    terminal.onBell(() => {
      if (performance.now() > this.#silentBellUntil)
        this.state.set({ bells: this.state.get().bells + 1 });
    });
    terminal.onSelectionChange(() => this.state.set({ selection: terminal.hasSelection() }));
    this.#listen();
    this.#connection.connect();
    if (this.#focusWanted) terminal.focus();
  }

  #listen(): void {
    const { terminal, element } = this;
    const paste = (event: ClipboardEvent) => {
      event.preventDefault();
      event.stopImmediatePropagation();
      this.paste(event.clipboardData?.getData("text/plain") ?? "");
    };
    // before xterm, which would paste as it comes
    element.addEventListener("paste", paste, { capture: true });
    const observer = new ResizeObserver(() => this.fitSoon());
    observer.observe(element);
    const nudge = () => {
      if (document.visibilityState === "visible") this.#connection.nudge();
    };
    window.addEventListener("online", nudge);
    document.addEventListener("visibilitychange", nudge);
    const wear = () => {
      const { fontSize, theme, screenReader } = preferences.get();
      terminal.options.theme = themeOf(theme);
      terminal.options.screenReaderMode = screenReader;
      if (terminal.options.fontSize !== fontSize) {
        terminal.options.fontSize = fontSize;
        this.fitSoon(0);
      }
    };
    this.#cleanups.push(
      () => element.removeEventListener("paste", paste, { capture: true }),
      () => observer.disconnect(),
      () => window.removeEventListener("online", nudge),
      () => document.removeEventListener("visibilitychange", nudge),
      preferences.subscribe(wear),
      onThemeChange(wear),
    );
  }

  #onData(data: string): void {
    const { ctrl } = this.state.get();
    if (ctrl) this.state.set({ ctrl: false });
    // Ctrl+letter is the letter's last five bits (@ to _, RFC 20)
    const withCtrl = ctrl && /^[a-z@[\\\]^_]$/i.test(data);
    this.#connection.send(
      withCtrl ? String.fromCharCode(data.toUpperCase().charCodeAt(0) & 0x1f) : data,
    );
  }

  /** xterm's hook: false keeps the key from the shell. */
  #onKey(event: KeyboardEvent): boolean {
    const mac = isMac();
    const shortcut = shortcutOf(event, mac);
    if (shortcut === null) return true;
    const names = keyNames(mac);
    const down = event.type === "keydown";
    switch (shortcut) {
      case "tried-copy":
        if (down && this.terminal.hasSelection())
          hint(`Ctrl + C interrompt le programme. Pour copier : ${names.copy}.`);
        return true;
      case "tried-paste":
        if (down) hint(`Dans un terminal, on colle avec ${names.paste}.`);
        return true;
      case "paste":
        // the browser's own paste follows, which needs no permission
        return false;
      case "copy":
        event.preventDefault();
        if (down) void this.copy();
        return false;
      case "find":
        event.preventDefault();
        if (down) this.state.set({ searching: true });
        return false;
      case "leave":
        event.preventDefault();
        if (down) this.onLeave();
        return false;
      case "larger":
      case "smaller":
        event.preventDefault();
        if (down) changeFontSize(shortcut === "larger" ? 1 : -1);
        return false;
    }
  }

  #askLink(text: string): void {
    const link = linkTarget(text);
    if (link === null) hint("Ce lien ne mène pas vers une page web : il n’est pas ouvert.");
    else this.state.set({ link });
  }
}
