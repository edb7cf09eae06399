import { useState } from 'preact/hooks';
import { isOpenNeed } from '../../../shared/needs.ts';
import { centrePath, needsHere } from '../../parts/centres/here.ts';
import { boardOf, folded, openCount } from '../../parts/needs/needBoard.ts';
import { NeedBoard, NeedGroup } from '../../parts/needs/NeedList.tsx';
import { RaiseNeed } from '../../parts/needs/RaiseNeed.tsx';
import { SaidOfNeed } from '../../parts/needs/SaidOfNeed.tsx';
import { can } from '../../session/session.ts';
import { byId } from '../../data/store.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Priority } from '../../ui/tag.tsx';

const P3_SHOWN = 6;

/** Needs on the overview: every P1 and P2, the first few P3, and how many wait behind them. */
export function NeedsBrief() {
  const [raising, raise] = useState(false);
  const open = needsHere.value.filter((it) => isOpenNeed(it.state));
  const declined = needsHere.value.filter((it) => it.state === 'declined').length;
  const board = boardOf(open, byId.needDetail.value, byId.person.value);
  const third = folded(board.P3);
  const hidden = third.slice(P3_SHOWN).reduce((sum, it) => sum + 1 + it.others.length, 0);
  const raiseButton = can('needs.raise') && (
    <Button kind="secondary" size="small" icon="plus" onClick={() => raise(true)}>
      Raise a need
    </Button>
  );
  return (
    <Panel
      title="Needs"
      hint="soonest first"
      fill
      flush
      actions={raiseButton}
      class="needs-brief"
      foot={
        <div class="needs-brief__foot row wrap--close gap-18 size-16">
          {hidden > 0 && <a href={`${centrePath.value}/needs`}>{hidden} more P3</a>}
          <span>
            <Priority level="P4" small /> <strong>{board.P4.length}</strong> before leaving
          </span>
          {declined > 0 && <span class="quiet">{declined} said no: offer again next shift</span>}
        </div>
      }
    >
      <SaidOfNeed />
      {openCount(board) === 0 && <EmptyState title="No needs waiting">New ones appear here by themselves.</EmptyState>}
      <NeedBoard>
        <NeedGroup level="P1" lines={board.P1} />
        <NeedGroup level="P2" lines={folded(board.P2)} />
        <NeedGroup level="P3" lines={third.slice(0, P3_SHOWN)} note={`${board.P3.length} open`} />
      </NeedBoard>
      <RaiseNeed open={raising} onClose={() => raise(false)} />
    </Panel>
  );
}
