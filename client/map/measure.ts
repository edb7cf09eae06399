import type { Measure } from './types.ts';

/** Measures text as the browser would set it in a font family; remembers what it measured. */
export function textMeasure(family: string): Measure {
  const context = document.createElement('canvas').getContext('2d');
  const widths = new Map<string, number>();
  return (text, weight, size) => {
    const key = `${weight}/${size}/${text}`;
    const known = widths.get(key);
    if (known !== undefined) return known;
    const width = measure(context, `${weight} ${size}px ${family}`, text) ?? roughWidth(text, size);
    widths.set(key, width);
    return width;
  };
}

/** Good enough where there is no canvas. */
export function roughWidth(text: string, size: number): number {
  return text.length * size * 0.56;
}

function measure(context: CanvasRenderingContext2D | null, font: string, text: string): number | undefined {
  if (!context) return undefined;
  context.font = font;
  return context.measureText(text).width;
}
