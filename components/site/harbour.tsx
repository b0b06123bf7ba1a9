/**
 * The drawing of the home page: a ship in port, laden with the images of the catalogue. Plain
 * SVG in the colours of the theme; decorative, hence hidden from screen readers. Sea, hills and
 * quay run far past the view box: show it with visible overflow, clipped by its parent.
 */

const boxWidth = 74;
const boxHeight = 34;
const gap = 3;

/** Stacks from stern to bow, bottom box first: a colour of the theme and a name, if any. */
const stacks: [colour: 1 | 2 | 3 | 4, name?: string][][] = [
  [[4], [2], [1, "nginx"]],
  [[3], [1], [2], [4, "debian"]],
  [[2, "redis"], [4], [3]],
  [[1], [3, "python"], [2], [1]],
  [[4], [2], [4, "minimal"]],
  [[3], [1, "busybox"]],
  [[2]],
];

function Box({ x, y, colour, name }: { x: number; y: number; colour: number; name?: string }) {
  return (
    <g>
      <rect x={x} y={y} width={boxWidth} height={boxHeight} rx="2" fill={`var(--box-${colour})`} />
      {name ? (
        <text
          x={x + boxWidth / 2}
          y={y + boxHeight / 2 + 4.5}
          textAnchor="middle"
          fontFamily="var(--font-mono)"
          fontSize="13"
          fontWeight="600"
          fill={colour === 3 ? "#14233b" : "#fff"}
        >
          {name}
        </text>
      ) : (
        <path
          d={Array.from(
            { length: 7 },
            (_, i) => `M${x + 10 + i * 9} ${y + 6}v${boxHeight - 12}`,
          ).join("")}
          stroke="#000"
          strokeOpacity=".16"
          strokeWidth="2"
        />
      )}
    </g>
  );
}

function Crane() {
  return (
    <g fill="none" stroke="var(--fig-line)" strokeWidth="4" strokeLinejoin="round">
      <path d="M1010 300V120M1090 300V120M1010 120h80M1010 225h80M1010 225l80 73M1090 225l-80 73" />
      <path d="M790 120h390M1050 60L820 118M1050 60l110 58M1050 60v60" strokeWidth="3" />
      <path d="M862 120v62M910 120v62" strokeWidth="1.5" />
    </g>
  );
}

function Lighthouse() {
  return (
    <g>
      <path d="M92 292l8-112h24l8 112z" fill="var(--cabin)" />
      <path d="M95.500 244l2.700-38h27.600l2.700 38z" fill="var(--box-1)" />
      <path d="M100 180v-18h24v18zM96 162h32l-16-14z" fill="var(--hull)" />
      <circle cx="112" cy="171" r="5.500" fill="var(--light)" />
      <path d="M40 306c20-22 120-22 150 0z" fill="var(--far)" />
    </g>
  );
}

export function Harbour({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 1200 420" className={className} aria-hidden="true" focusable="false">
      <circle cx="177" cy="232" r="30" fill="var(--light)" />
      <path
        d="M-1500 306v-34l260-26 220 22 260-44 250 34 210-32 300 44 90-26 120 22 140-46 150 34 130-22 170 40 150-30 250 46 220-30 300 36 260-28 420 30v20z"
        fill="var(--far)"
      />
      <Lighthouse />
      <rect x="-1500" y="304" width="4200" height="118" fill="var(--water)" />
      <Crane />
      <g className="harbour-ship">
        <Box x={849} y={184} colour={3} name="hello" />
        <path d="M262 282h566l46-4-44 92H292z" fill="var(--hull)" />
        <path d="M283 344h556l-9 26H292z" fill="var(--box-1)" />
        <path d="M222 282h60v-96h-50v24h-10z" fill="var(--cabin)" />
        <path d="M232 198h40v12h-40zM232 222h40v8h-40z" fill="var(--box-4)" />
        <path d="M246 186v-34h18v34z" fill="var(--box-2)" />
        <path d="M222 282h60v8h-46z" fill="var(--hull)" />
        {stacks.map((stack, column) =>
          stack.map(([colour, name], row) => (
            <Box
              key={`${column}-${row}-${colour}`}
              x={292 + column * (boxWidth + gap)}
              y={282 - (row + 1) * (boxHeight + gap)}
              colour={colour}
              {...(name ? { name } : {})}
            />
          )),
        )}
      </g>
      <g
        className="harbour-waves"
        fill="none"
        stroke="var(--water-deep)"
        strokeWidth="4"
        strokeLinecap="round"
      >
        {[356, 380, 404].map((y, row) => (
          <path
            key={y}
            d={`M${-1560 + row * 55} ${y}${"c30-14 60-14 90 0s60 14 90 0".repeat(24)}`}
            opacity={0.9 - row * 0.15}
          />
        ))}
      </g>
      <path d="M960 304h1740v160H960z" fill="var(--quay)" />
      <path d="M952 298h1748v14H952z" fill="var(--hull)" />
    </svg>
  );
}
