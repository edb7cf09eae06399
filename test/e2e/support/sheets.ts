import type { Page } from 'playwright-core';
import { encodeQR } from 'qr';
import { decodeQR } from 'qr/decode.js';
import type { Loose } from '../../support/app.ts';
import { sizes } from '../../support/browser.ts';
import type { Stage } from './stage.ts';

type Size = { width: number; height: number };

/** A centre of its own with a manager and a volunteer, one of them at a screen. */
export const at = async (
  stage: Stage,
  path: string,
  role: 'manager' | 'volunteer',
  size: Size = sizes.desk,
  more: Loose = {},
) => {
  const operationId = await stage.app.operation({ languages: [{ tag: 'vi' }, { tag: 'ro' }], ...more });
  const centreId = await stage.app.centre({ operationId, name: 'Wren' });
  const where = { operationId, centreId };
  const manager = await stage.app.signInAs('manager', { ...where, name: 'S. Whitlock' });
  const volunteer = await stage.app.signInAs('volunteer', { ...where, name: 'Meera S.' });
  const base = `${stage.app.url}/operations/${operationId}/centres/${centreId}`;
  const window = await stage.open(role === 'manager' ? manager : volunteer, size, { movesTime: true });
  return { ...window, manager, volunteer, where, base, start: () => window.page.goto(`${base}${path}`) };
};

/** Reads the code in a picture of the screen, as a camera would see it. */
export const readFrom = async (page: Page, code: string): Promise<string> => {
  const picture = await page.getByRole('img', { name: code, exact: true }).screenshot();
  const { width, height, data } = await page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (it) => it.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext('2d');
    context?.drawImage(bitmap, 0, 0);
    const pixels = context?.getImageData(0, 0, bitmap.width, bitmap.height);
    return { width: bitmap.width, height: bitmap.height, data: [...(pixels?.data ?? [])] };
  }, picture.toString('base64'));
  return decodeQR({ width, height, data: Uint8ClampedArray.from(data) });
};

/** A camera that looks at one code, held a little askew. */
export const lookAt = async (page: Page, text: string): Promise<void> => {
  await page.addInitScript(
    (squares) => {
      const canvas = document.createElement('canvas');
      Object.assign(canvas, { width: 1280, height: 720 });
      const draw = () => {
        const context = canvas.getContext('2d');
        if (!context) return;
        context.resetTransform();
        context.fillStyle = '#d8d2c4';
        context.fillRect(0, 0, 1280, 720);
        context.translate(520, 160);
        context.rotate(0.12);
        for (const [y, row] of squares.entries()) {
          for (const [x, dark] of row.entries()) {
            context.fillStyle = dark ? '#222' : '#f4f0e6';
            context.fillRect(x * 12, y * 12, 12.5, 12.5);
          }
        }
        requestAnimationFrame(draw);
      };
      draw();
      navigator.mediaDevices.getUserMedia = () => Promise.resolve(canvas.captureStream(10));
    },
    encodeQR(text, 'raw', { ecc: 'quartile', border: 4 }),
  );
};

export const guests = async (person: Loose, operationId: string) => (await person.mirror(operationId)).rows('person');
