import encode from "qr";

/** A QR code that any phone reads, also from a projector: black on white whatever the theme. */
export function Qr({ text, className }: { text: string; className?: string }) {
  const rows = encode(text, "raw", { ecc: "medium", border: 2 });
  const size = rows.length;
  const path = rows
    .flatMap((row, y) => row.flatMap((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : [])))
    .join("");
  return (
    <svg
      role="img"
      aria-label="Code QR du lien de la classe"
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      className={className}
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
