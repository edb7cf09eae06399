import { encodeQR } from 'qr';

/** One path for all dark squares: rows of neighbours drawn as one. */
const pathOf = (squares: readonly (readonly boolean[])[]): string =>
  squares
    .flatMap((row, y) => {
      const runs: string[] = [];
      for (let x = 0; x < row.length; x += 1) {
        if (!row[x] || row[x - 1]) continue;
        let end = x;
        while (row[end]) end += 1;
        runs.push(`M${x} ${y}h${end - x}v1h${x - end}z`);
      }
      return runs;
    })
    .join('');

/** A square code with the quiet edge that readers need around it. */
export function Code({ text, label }: { text: string; label: string }) {
  const squares = encodeQR(text, 'raw', { ecc: 'quartile', border: 4 });
  const side = squares.length;
  return (
    <svg class="code" viewBox={`0 0 ${side} ${side}`} role="img" aria-label={label} shape-rendering="crispEdges">
      <path fill="#fff" d={`M0 0h${side}v${side}h-${side}z`} />
      <path fill="#000" d={pathOf(squares)} />
    </svg>
  );
}
