/** Each drawing is [filled and stroked, stroked only] on a 64 grid. */
const drawings = {
  drink: ['M20 27q6-5 12 0t12.6-1.5L42 54H22z', 'M18 9h28l-4 45H22z'],
  food: ['M6 34h52a26 20 0 0 1-52 0z', 'M22 59h20M23 26q-5-5 0-9.5t0-9.5M32 26q-5-5 0-9.5T32 7M41 26q-5-5 0-9.5T41 7'],
  medicine: ['M25 25l14-14a10 10 0 0 1 14 14L39 39z', 'M11 39l28-28a10 10 0 0 1 14 14L25 53a10 10 0 0 1-14-14z'],
  pain: [
    'M27 11a11 11 0 1 0 .01 0zM9 58v-2a15 15 0 0 1 15-15h6a15 15 0 0 1 15 15v2',
    'M23 20h.01M31 20h.01M22 28q5-5 10 0M47 6l-3 9h7l-3 8M53 26l6 2M54 14l4-4',
  ],
  toilet: ['M22 30h29a16 14 0 0 1-16 15h-4q-7-3-9-15z', 'M14 7h11v23H14zM14 30h9M19.5 13h.01M31 45l-3 14h14l-3-15'],
  wash: [
    'M20 30a14 12 0 0 1 28 0z',
    'M10 59V19a11 11 0 0 1 22-2M25 38v4M34 38v4M43 38v4M25 48v3M34 48v3M43 48v3M25 57v2M34 57v2M43 57v2',
  ],
  rest: ['M6 41h52v9H6zM28 41v-7q0-2 2-2h19a9 9 0 0 1 9 9z', 'M6 12v46M58 41v17M18 27a6 6 0 1 0 .01 0z'],
  clothes: [
    'M24 8l-13 6L5 37l10 4 4-12v27h26V29l4 12 10-4-6-23-13-6q-8 8-16 0z',
    'M32 15v41M38.5 22h.01M38.5 32h.01M38.5 42h.01',
  ],
  shoes: ['M6 45V23q6 6 12 1l18 14q20 1 22 7v1z', 'M6 45v8h52v-7M25 30l-4 4M31 34.5l-4 4'],
  phone: ['M18 13h28v35H18z', 'M22 5h20a4 4 0 0 1 4 4v46a4 4 0 0 1-4 4H22a4 4 0 0 1-4-4V9a4 4 0 0 1 4-4zM30 53.5h4'],
  baby: [
    'M32 14a20 20 0 1 0 .01 0z',
    'M12 31a4.5 4.5 0 1 0 1 8M52 31a4.5 4.5 0 1 1-1 8M32 14q-5-5 0-9 5 1 3 5M24 32h.01M40 32h.01M24 41q8 8 16 0',
  ],
  interpreter: ['M5 7h35v25H22l-8 8v-8H5zM46 24h13v23h-6v9l-9-9H28V37', 'M13 16h19M13 24h13'],
  private: [
    'M9 7h46v50H9z',
    'M4 57h56M22 25a6 6 0 1 0 .01 0zM42 25a6 6 0 1 0 .01 0zM13 57q-1-16 9-16t10 16q0-16 10-16t9 16M27 16h.01M32 16h.01M37 16h.01',
  ],
  pray: ['M31 23q-9 3-9 13l-2 9h-8a5 5 0 0 0 0 9h30a5 5 0 0 0 3-9L33 38', 'M36 9a6 6 0 1 0 .01 0zM33 28l7 9h9M4 60h56'],
  'first-aid': ['M6 19h52v38H6z', 'M22 19V9h20v10M32 29v18M23 38h18'],
  together: [
    'M17 8a8 8 0 1 0 .01 0zM47 8a8 8 0 1 0 .01 0zM32 29a6 6 0 1 0 .01 0z',
    'M6 57V38q0-10 11-10 6 0 9 3M58 57V38q0-10-11-10-6 0-9 3M17 57V46M47 57V46M24 57v-6q0-10 8-10t8 10v6',
  ],
  leave: ['M12 6h31v52H12z', 'M6 58h44M36 32h.01M48 32h13M55 26l6 6-6 6'],
  'no-cost': ['M32 6a26 26 0 1 0 .01 0z', 'M41 23a8 8 0 0 0-15 3c0 8 2 12-3 20h19M21 35h15M13.5 13.5l37 37'],
  help: ['M10 28v29h44V28L32 9z', 'M4 33L32 8l28 25M32 49l-8.5-9a5.3 5.3 0 0 1 8.5-6 5.3 5.3 0 0 1 8.5 6z'],
  bell: ['M14 46V30a18 18 0 0 1 36 0v16z', 'M7 46h50M32 12V6M26 53a6 6 0 0 0 12 0'],
  complain: ['M6 8h52v39H34L22 58V47H6z', 'M24 21h.01M40 21h.01M22 36q10-10 20 0'],
  quiet: ['M10 7h44v51H10z', 'M4 58h56M26 17h12L26 30h12M20 58V41h24v17M20 49h24'],
  'step-free': ['M26 5a5 5 0 1 0 .01 0z', 'M26 21v19h18l8 16h7M27 28h14M20 30a15.5 15.5 0 1 0 21 21'],
  belongings: ['M10 22h44l4 36H6z', 'M22 30V17a10 10 0 0 1 20 0v13'],
  adult: ['M32 3a9 9 0 1 0 .01 0z', 'M17 42V33q0-9 9-9h12q9 0 9 9v9M25 34v27M39 34v27M32 45v16'],
  child: [
    'M39 17a9 9 0 1 0 .01 0z',
    'M28 53v-5q0-9 8-9h6q8 0 8 9v5M34 48v13M44 48v13M14 6v2M14 15v2M14 24v2M14 33v2M14 42v2M14 51v2M14 60v.01',
  ],
  unsure: [
    'M24 3a9 9 0 1 0 .01 0z',
    'M9 42V33q0-9 9-9h10q4 0 6 2M17 34v27M31 48v13M42 23a8 8 0 1 1 12 7q-5 3-5 9M49 49h.01',
  ],
  hygiene: ['M8 27h26v31H8z', 'M14 27v-7h14v7M21 20v-9h-9M49 58V20M49 20h-8V6h8z'],
  legal: ['M3 38l9-19 9 19a9 6 0 0 1-18 0zM43 38l9-19 9 19a9 6 0 0 1-18 0z', 'M32 6v50M20 58h24M10 19h44'],
  'family-tracing': [
    'M12 13a7 7 0 1 0 .01 0zM52 13a7 7 0 1 0 .01 0z',
    'M3 52v-8a9 9 0 0 1 18 0v8M43 52v-8a9 9 0 0 1 18 0v8M25 21h.01M32 21h.01M39 21h.01',
  ],
  generic: ['M6 10h52v37H34L22 58V47H6z', 'M20 28.5h.01M32 28.5h.01M44 28.5h.01'],
} as const satisfies Record<string, readonly [string, string]>;

export type PictogramName = keyof typeof drawings;

/** The drawing for a kind of need or service, or `generic` when there is none. */
export function pictogramFor(kind: string): PictogramName {
  return kind in drawings ? (kind as PictogramName) : 'generic';
}

export interface PictogramProps {
  name: PictogramName;
  /** Edge in CSS pixels. */
  size?: number;
  class?: string;
}

export function Pictogram({ name, size = 64, class: extra }: PictogramProps) {
  const [filled, open] = drawings[name];
  return (
    <svg
      class={`pictogram ${extra ?? ''}`}
      viewBox="0 0 64 64"
      width={size}
      height={size}
      aria-hidden="true"
      focusable="false"
    >
      <path class="pictogram__fill" d={filled} />
      <path d={open} />
    </svg>
  );
}
