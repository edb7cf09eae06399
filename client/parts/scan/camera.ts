/** Why there is no picture. */
export type NoCamera = 'none' | 'refused';

const wish: MediaStreamConstraints = {
  audio: false,
  video: { facingMode: 'environment', width: { ideal: 1280 }, height: { ideal: 720 } },
};

/** A page that is not served over HTTPS has no cameras at all. */
export const mayHaveCamera = (): boolean =>
  (navigator as { mediaDevices?: MediaDevices }).mediaDevices?.getUserMedia !== undefined;

/** Would the camera open without a question? */
export const cameraIsAllowed = async (): Promise<boolean> => {
  if (!mayHaveCamera()) return false;
  try {
    const { state } = await navigator.permissions.query({ name: 'camera' as PermissionName });
    return state === 'granted';
  } catch {
    return false;
  }
};

/** Shows the camera that looks away from whoever holds the tablet. Answers how to turn it off. */
export const showCamera = async (video: HTMLVideoElement): Promise<(() => void) | NoCamera> => {
  if (!mayHaveCamera()) return 'none';
  try {
    const stream = await navigator.mediaDevices.getUserMedia(wish);
    const stop = () => stream.getTracks().forEach((it) => it.stop());
    if (!video.isConnected) {
      stop();
      return 'none';
    }
    video.srcObject = stream;
    await video.play();
    return stop;
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    return error.name === 'NotAllowedError' ? 'refused' : 'none';
  }
};
