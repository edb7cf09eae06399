import type { ComponentType } from 'preact';
import { useEffect } from 'preact/hooks';
import { lazy } from './lazy.ts';

const AGAIN_MS = 3_000;

/**
 * What few people see is fetched when it is first to be shown, and nothing stands there until it has come. What could
 * not be had is asked for until it is.
 */
export const later = <P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> => {
  const { part, failed, fetch } = lazy(load);
  return function Later(props: P) {
    useEffect(() => {
      if (!failed.value) return fetch();
      const again = setTimeout(fetch, AGAIN_MS);
      return () => clearTimeout(again);
    }, [failed.value]);
    const Got = part.value;
    return Got && <Got {...props} />;
  };
};
