import { ringParts, type RingPart, type RingProps } from './ring-shape.ts';

const namespace = 'http://www.w3.org/2000/svg';

function Part({ part }: { part: RingPart }) {
  const Shape = part.tag;
  return <Shape {...part.attributes}>{part.text}</Shape>;
}

/** A centre's ring. `label` is what a reader hears, for example 'Centre Wren, open, 31 of 40'. */
export function Ring({ label, size = 64, ...shape }: RingProps & { label: string }) {
  return (
    <svg
      class={`ring ring--${shape.state}`}
      viewBox="0 0 64 64"
      width={size}
      height={size}
      role="img"
      aria-label={label}
    >
      {ringParts(shape).map((part, index) => (
        <Part key={index} part={part} />
      ))}
    </svg>
  );
}

function element(part: RingPart): SVGElement {
  const node = document.createElementNS(namespace, part.tag);
  for (const [name, value] of Object.entries(part.attributes)) node.setAttribute(name, value);
  if (part.text) node.textContent = part.text;
  return node;
}

/** The same ring as an element for a map marker: classes and attributes only. */
export function ringSvg({ size = 64, ...shape }: RingProps): SVGSVGElement {
  const svg = document.createElementNS(namespace, 'svg');
  const edge = String(size);
  const attributes = {
    class: `ring ring--${shape.state}`,
    viewBox: '0 0 64 64',
    width: edge,
    height: edge,
    'aria-hidden': 'true',
  };
  for (const [name, value] of Object.entries(attributes)) svg.setAttribute(name, value);
  svg.append(...ringParts(shape).map(element));
  return svg;
}
