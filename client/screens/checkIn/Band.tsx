/** A wristband, drawn: two studs and its number. */
export function Band({ reference }: { reference: string }) {
  return (
    <svg class="band" viewBox="0 0 560 190" role="img" aria-label={`Wristband ${reference}`}>
      <path fill="#f3ece0" d="M0 78L560 2v104L0 184z" />
      <circle fill="#10222b" cx="66" cy="123" r="9" />
      <circle fill="#10222b" cx="102" cy="118" r="9" />
      <text
        class="size-64 strong"
        fill="#10222b"
        letter-spacing="1"
        x="320"
        y="118"
        text-anchor="middle"
        transform="rotate(-7.7 320 100)"
      >
        {reference}
      </text>
    </svg>
  );
}
