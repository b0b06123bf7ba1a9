/**
 * What may be sent while the past of a terminal is being drawn again.
 *
 * Old output may hold questions (cursor position, colours, identity) that xterm answers by
 * sending data, just as if it were typed. Each such answer begins with ESC (ECMA-48 control
 * sequences), while text, Enter and Ctrl+letter do not: those are the learner's, and are kept.
 */
export function isTypedByHand(data: string): boolean {
  return !data.includes("\u001b") && !/[\u0080-\u009f]/.test(data);
}

/**
 * What xterm sends by itself: identity (c), status (n), position (R), focus (I, O), modes ($y),
 * window (t), and the string answers that begin with OSC or DCS.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: ESC is what such an answer begins with
const answer = /^\u001b(?:\[[?>=\d;]*(?:[cnRIOt]|\$y)$|\]|P)/;

/** Whether this may have been sent by the terminal itself rather than by the learner. */
export function isAnswer(data: string): boolean {
  return answer.test(data);
}
