import type { About, Alert } from '../../data/alert.ts';
import { untold } from '../../data/alerts.ts';
import { standing, standingAdvice, standingTitle, toldInPerson } from '../../parts/attention/leadTold.ts';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/notice.tsx';
import { whenWords } from '../../session/now.ts';

const what: Record<About, string> = {
  child: 'A child',
  unsure: 'Somebody who may be a child',
  urgent: 'An urgent need',
};

function One({ alert }: { alert: Alert }) {
  const it = standing(alert.needId, alert.id);
  return (
    <li>
      <Callout tone="alert" icon="alert" title={`${what[alert.about]}: ${standingTitle(it)}`}>
        <p>
          Said here at {whenWords(alert.at)}. {standingAdvice(it)}
        </p>
        <div class="btn-row above-10">
          <Button acts={async () => toldInPerson(alert)}>I have told the lead in person</Button>
        </div>
      </Callout>
    </li>
  );
}

/** What nobody is known to have heard of, whoever said it here, until it is on a list or somebody has told the lead. */
export function Untold() {
  const all = untold();
  if (all.length === 0) return null;
  return (
    <ul class="stack-list attention__untold">
      {all.map((it) => (
        <One key={it.id} alert={it} />
      ))}
    </ul>
  );
}
