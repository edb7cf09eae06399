import { useState } from 'preact/hooks';
import type { RollCallRow } from '../../../shared/rollCalls/contract.ts';
import { onTablet } from '../../session/home.ts';
import { centrePath } from '../../parts/centres/here.ts';
import { Waiting } from '../../parts/centres/Waiting.tsx';
import { can, sees } from '../../session/session.ts';
import { TabletNav } from '../../shell/Tablet.tsx';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { TextField } from '../../ui/fields.tsx';
import { EmptyState } from '../../ui/notice.tsx';
import { Announce } from './Announce.tsx';
import { callHere, type HeadHere } from './count.ts';
import { EndDialog, WasOutDialog, ZoneDialog } from './Dialogs.tsx';
import { CallBar, CallCount, NoSignal } from './Head.tsx';
import { Lists } from './Lists.tsx';
import { Main } from './Main.tsx';
import { MissingDialog, ReportedPage } from './Missing.tsx';
import { PrintList } from './PrintList.tsx';
import './rollCall.scss';
import { ScanDialog } from './ScanDialog.tsx';
import { Start } from './Start.tsx';

type Opened = 'scan' | 'zone' | 'missing' | 'end' | null;

function Tools({ onEnd }: { onEnd: () => void }) {
  return (
    <div class="call-tools row wrap row--stretch above-18">
      <Button kind="quiet" icon="printer" onClick={() => print()}>
        Print the list
      </Button>
      <ButtonLink kind="quiet" icon="form" href={`${centrePath.value}/visits`}>
        Sign-in book
      </ButtonLink>
      {can('rollCalls.end') && (
        <Button kind="quiet" onClick={onEnd}>
          End the roll call
        </Button>
      )}
    </div>
  );
}

function Foot({ onOpen }: { onOpen: (what: Opened) => void }) {
  return (
    <footer class="call-foot">
      <Button icon="qr" onClick={() => onOpen('scan')}>
        Scan
      </Button>
      <Button kind="secondary" onClick={() => onOpen('zone')}>
        Find by zone
      </Button>
      <Button kind="secondary" class="call-foot__missing" onClick={() => onOpen('missing')}>
        Report missing
      </Button>
    </footer>
  );
}

interface OpenedProps {
  call: RollCallRow;
  what: Opened;
  onZone: (zone: string | null) => void;
  onReported: (head: HeadHere) => void;
  onClose: () => void;
}

function Dialogs({ call, what, onZone, onReported, onClose }: OpenedProps) {
  if (what === 'scan') return <ScanDialog onClose={onClose} />;
  if (what === 'zone') return <ZoneDialog onChoose={onZone} onClose={onClose} />;
  if (what === 'missing') return <MissingDialog onReported={onReported} onClose={onClose} />;
  if (what === 'end') return <EndDialog call={call} onClose={onClose} />;
  return <WasOutDialog />;
}

function Running({ call }: { call: RollCallRow }) {
  const [text, type] = useState('');
  const [zone, setZone] = useState<string | null>(null);
  const [opened, open] = useState<Opened>(null);
  const [reported, report] = useState<HeadHere | null>(null);
  const close = () => open(null);
  const onReported = (head: HeadHere) => {
    close();
    report(head);
  };
  if (reported) return <ReportedPage head={reported} onDone={() => report(null)} />;
  return (
    <>
      <Main class="roll-call">
        <CallBar call={call} />
        <NoSignal />
        <CallCount />
        <div class="roll-call__lists">
          <TextField
            id="find-head"
            label="Wristband or name"
            hideLabel
            type="search"
            icon="search"
            placeholder="Wristband or name"
            value={text}
            onInput={type}
          />
          {zone !== null && (
            <Chip onRemove={() => setZone(null)} removeLabel="Show every place">
              {zone || 'Place not said'}
            </Chip>
          )}
          <Lists text={text} zone={zone} />
          <Tools onEnd={() => open('end')} />
        </div>
        <Announce call={call.id} />
      </Main>
      <Foot onOpen={open} />
      <Dialogs call={call} what={opened} onZone={setZone} onReported={onReported} onClose={close} />
    </>
  );
}

function Counting() {
  const call = callHere.value;
  if (sees('onSite') !== 'full') {
    return (
      <Main class="stack">
        <EmptyState title={call ? 'A roll call is running' : 'No roll call is running'}>
          The people at the centre keep it. Phone the centre’s lead for the count.
        </EmptyState>
      </Main>
    );
  }
  return (
    <>
      {call ? (
        <Running key={call.id} call={call} />
      ) : (
        <>
          <Main class="roll-call">
            <Start />
          </Main>
          {onTablet.value && <TabletNav />}
        </>
      )}
      <PrintList />
    </>
  );
}

/** Counts everyone at the centre, with signal or without. */
export function RollCall() {
  return (
    <div class="roll-page">
      <Waiting>{() => <Counting />}</Waiting>
    </div>
  );
}
