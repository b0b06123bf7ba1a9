import type { Answer, Marks } from "@/lib/quizzes/marking";

/** What each kind of quiz is given to show and change an answer. */
export interface Fields {
  answer: Answer;
  /** null until it is checked, and again once it changes */
  marks: Marks | null;
  onChange: (answer: Answer) => void;
  labelledBy: string;
}
