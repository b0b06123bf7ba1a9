/** Why the change of one row failed. */
export function Trouble({ text }: { text: string | null }) {
  return (
    <p role="status" className="max-w-80 text-pretty text-coral text-sm empty:hidden">
      {text}
    </p>
  );
}
