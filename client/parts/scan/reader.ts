/** What a picture says, or `null` while it shows no code. */
export type Reader = (picture: HTMLVideoElement) => Promise<string | null>;

interface Detector {
  detect(picture: HTMLVideoElement): Promise<readonly { rawValue: string }[]>;
}
interface DetectorMaker {
  new (options: { formats: string[] }): Detector;
  getSupportedFormats(): Promise<readonly string[]>;
}

const LONGEST_SIDE = 800;

/** The browser's own reader, where it has one for these codes. */
const ownReader = async (): Promise<Reader | null> => {
  const { BarcodeDetector: Maker } = globalThis as { BarcodeDetector?: DetectorMaker };
  if (!Maker) return null;
  try {
    if (!(await Maker.getSupportedFormats()).includes('qr_code')) return null;
    const detector = new Maker({ formats: ['qr_code'] });
    return async (picture) => (await detector.detect(picture))[0]?.rawValue ?? null;
  } catch {
    // Some browsers name it and cannot do it.
    return null;
  }
};

const pixelsOf = (picture: HTMLVideoElement, canvas: HTMLCanvasElement): ImageData | null => {
  const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.videoWidth, picture.videoHeight));
  const width = Math.round(picture.videoWidth * scale);
  const height = Math.round(picture.videoHeight * scale);
  if (!(width > 0 && height > 0)) return null;
  Object.assign(canvas, { width, height });
  const context = canvas.getContext('2d', { willReadFrequently: true });
  context?.drawImage(picture, 0, 0, width, height);
  return context?.getImageData(0, 0, width, height) ?? null;
};

const libraryReader = async (): Promise<Reader> => {
  const { default: decode } = await import('qr/decode.js');
  const canvas = document.createElement('canvas');
  return async (picture) => {
    const pixels = pixelsOf(picture, canvas);
    if (!pixels) return null;
    try {
      return decode(pixels);
    } catch {
      // It throws for a picture without a code in it, as most are.
      return null;
    }
  };
};

export const makeReader = async (): Promise<Reader> => (await ownReader()) ?? libraryReader();
