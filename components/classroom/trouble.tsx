/** Why something failed, told at once to screen readers too. */
export function Trouble({ children }: { children: string | null }) {
  return (
    <div role="alert">
      {children ? (
        <p className="mt-3 rounded-lg bg-coral-wash px-4 py-3 text-coral">{children}</p>
      ) : null}
    </div>
  );
}
