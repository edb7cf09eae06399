import { useRoute } from 'preact-iso';
import type { ComponentChildren, ComponentType } from 'preact';
import { LoadingBars } from '../ui/notice.tsx';
import { isFor, isRegisters, useLeads } from './opens.ts';
import type { Opens } from './rights.ts';

interface Props {
  opens: Opens | undefined;
  title: string;
  instead: ComponentType<{ of?: string | null }>;
  children: ComponentChildren;
}

/** First whether there is such a place, then whether it is theirs to see: a wrong address tells nobody what is there. */
export function Checked({ opens, title, instead: Instead, children }: Props) {
  const { params } = useRoute();
  const leads = useLeads();
  if (leads === 'asking') return <LoadingBars />;
  if (leads === 'nowhere') return <Instead />;
  if (opens && !isFor(opens, params)) return isRegisters(opens) ? <Instead /> : <Instead of={title} />;
  return <>{children}</>;
}
