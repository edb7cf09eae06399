import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/** What few people see is fetched when it is first to be shown, and nothing stands there until it has come. */
export const later = <P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> => {
  let Got: ComponentType<P> | null = null;
  return function Later(props: P) {
    const [, come] = useState(Got !== null);
    useEffect(() => {
      if (Got) return;
      void load().then((it) => {
        Got = it;
        come(true);
      });
    }, []);
    return Got && <Got {...props} />;
  };
};
