/** Other windows of this browser. */
export interface Tabs<T> {
  tell(words: T): void;
  hear(take: (words: T) => void): void;
}

export const tabsOn = <T>(channel: BroadcastChannel): Tabs<T> => ({
  // A channel has no other origin to leak to.
  // oxlint-disable-next-line unicorn/require-post-message-target-origin
  tell: (words) => channel.postMessage(words),
  hear: (take) => channel.addEventListener('message', ({ data }: MessageEvent<T>) => take(data)),
});
