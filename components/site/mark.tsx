/** The mark of Escale: three stacked boxes upon a line of water. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" className={className} aria-hidden="true" focusable="false">
      <rect x="4" y="12" width="11" height="9" rx="1.5" fill="var(--box-2)" />
      <rect x="17" y="12" width="11" height="9" rx="1.5" fill="var(--box-4)" />
      <rect x="10.5" y="2" width="11" height="9" rx="1.5" fill="var(--box-1)" />
      <path
        d="M2 25c3.5-2.6 7-2.6 9.3 0s5.800 2.600 9.300 0 7-2.600 9.400 0"
        fill="none"
        stroke="var(--ink)"
        strokeWidth="2.6"
        strokeLinecap="round"
      />
    </svg>
  );
}
