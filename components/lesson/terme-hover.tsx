"use client";

import { useEffect } from "react";

const openAfter = 180;
const closeAfter = 260;

/**
 * Opens the cards of glossary terms on hover (mouse) and on keyboard focus; the card stays while
 * the pointer is on it (WCAG 1.4.13). One listener for the page, nothing on screen of its own.
 */
export function TermeHover() {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const later = (delay: number, work: () => void) => {
      clearTimeout(timer);
      timer = setTimeout(work, delay);
    };

    const over = (event: PointerEvent) => {
      if (event.pointerType !== "mouse" || !(event.target instanceof Element)) return;
      const button = event.target.closest("[data-term]");
      const card = event.target.closest(".term-card");
      if (button instanceof HTMLButtonElement) later(openAfter, () => open(button));
      else if (card) clearTimeout(timer);
      else {
        const shown = document.querySelector(".term-card:popover-open");
        if (shown instanceof HTMLElement) later(closeAfter, () => shown.hidePopover());
        else clearTimeout(timer);
      }
    };
    const focus = (event: FocusEvent) => {
      const { target } = event;
      if (!(target instanceof HTMLButtonElement) || !target.matches("[data-term]:focus-visible")) {
        return;
      }
      // not when the card has just given the focus back, on Esc
      if (event.relatedTarget instanceof Element && event.relatedTarget.closest(".term-card"))
        return;
      open(target);
    };

    document.addEventListener("pointerover", over);
    document.addEventListener("focusin", focus);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("pointerover", over);
      document.removeEventListener("focusin", focus);
    };
  }, []);
  return null;
}

function open(button: HTMLButtonElement): void {
  const card = button.popoverTargetElement;
  // pressing the button, rather than showPopover(), ties the card's place to it
  if (card instanceof HTMLElement && !card.matches(":popover-open")) {
    button.click();
  }
}
