import { encodeQR } from 'qr';
import { useMemo } from 'preact/hooks';

/** One path for all dark squares: the page's policy allows no styles of their own. */
const pathOf = (squares: readonly (readonly boolean[])[]): string =>
  squares.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('');

/** A QR code of `text`, with its quiet edge. */
export function Qr({ text, label }: { text: string; label: string }) {
  const squares = useMemo(() => encodeQR(text, 'raw', { ecc: 'medium' }), [text]);
  const edge = squares.length;
  return (
    <svg class="qr" viewBox={`0 0 ${edge} ${edge}`} role="img" aria-label={label} shape-rendering="crispEdges">
      <path d={pathOf(squares)} />
    </svg>
  );
}
