import { useState } from 'preact/hooks';
import type { RollCallRow } from '../../../shared/rollCalls/contract.ts';
import { onTablet } from '../../session/home.ts';
import { centrePath } from '../../parts/centres/here.ts';
import { changedHere } from '../../parts/people/presence.ts';
import { PresenceTold } from '../../parts/people/PresenceTold.tsx';
import { Waiting } from '../../parts/centres/Waiting.tsx';
import { sees } from '../../session/session.ts';
import { TabletNav } from '../../shell/Tablet.tsx';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Segments } from '../../ui/choices.tsx';
import { Chip } from '../../ui/chip.tsx';
import { TextField } from '../../ui/fields.tsx';
import { EmptyState } from '../../ui/notice.tsx';
import { broughtBack } from './actions.ts';
import { Announce } from './Announce.tsx';
import { callHere, type HeadHere } from './count.ts';
import { Differs } from './Differs.tsx';
import { EndDialog, WasOutDialog, ZoneDialog } from './Dialogs.tsx';
import { CallBar, CallCount, NoSignal } from './Head.tsx';
import { Lists, type Order } from './Lists.tsx';
import { Main } from './Main.tsx';
import { MissingDialog } from './Missing.tsx';
import { PrintList } from './PrintList.tsx';
import { ReportedPage } from './Reported.tsx';
import './rollCall.scss';
import { ScanDialog } from './ScanDialog.tsx';
import { Start } from './Start.tsx';

const orders: { value: Order; label: string }[] = [
  { value: 'number', label: 'By number' },
  { value: 'zone', label: 'By zone' },
];

type Opened = 'scan' | 'zone' | 'missing' | 'end' | null;

function Tools() {
  return (
    <div class="call-tools row wrap row--stretch above-18">
      <Button kind="quiet" icon="printer" onClick={() => print()}>
        Print the list
      </Button>
      <ButtonLink kind="quiet" icon="form" href={`${centrePath.value}/visits`}>
        Sign-in book
      </ButtonLink>
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
  onReported: (heads: readonly HeadHere[]) => void;
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
  const [reported, report] = useState<readonly HeadHere[]>([]);
  const [order, setOrder] = useState<Order>('number');
  const close = () => open(null);
  const onReported = (heads: readonly HeadHere[]) => {
    close();
    report(heads);
  };
  if (reported.length > 0) return <ReportedPage heads={reported} onDone={() => report([])} />;
  return (
    <>
      <Main class="roll-call">
        <CallBar call={call} onEnd={() => open('end')} />
        <NoSignal />
        <CallCount />
        <Differs />
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
          <Segments
            legend="The list goes"
            options={orders}
            value={[order]}
            onChange={(chosen) => setOrder(chosen.find((it) => it !== order) ?? order)}
          />
          {broughtBack.value !== null && <PresenceTold changed={changedHere(broughtBack.value)} />}
          {zone !== null && (
            <Chip onRemove={() => setZone(null)} removeLabel="Show every place">
              {zone || 'Place not said'}
            </Chip>
          )}
          <Lists text={text} zone={zone} order={order} />
          <Tools />
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
