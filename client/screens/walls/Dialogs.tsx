import { useEffect, useState } from 'preact/hooks';
import { endWall, startWall, WALL_CODE_MINUTES, type WallCode, type WallItem } from '../../../shared/walls.ts';
import { ApiProblem, send } from '../../data/api.ts';
import { newId } from '../../data/ids.ts';
import { FormDialog } from '../../forms/Form.tsx';
import { toSend } from '../../forms/toSend.ts';
import { useForm } from '../../forms/useForm.ts';
import { now } from '../../session/now.ts';
import { me, operationId } from '../../session/session.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/fields.tsx';
import { Icon } from '../../ui/icons.tsx';
import { Callout, LoadingBars } from '../../ui/notice.tsx';

const here = (): { operationId: string } => ({ operationId: operationId.peek() ?? '' });

export interface StartDialogProps {
  onClose: () => void;
  onStarted: (wallId: string) => void;
}

export function StartDialog({ onClose, onStarted }: StartDialogProps) {
  const form = useForm({
    draft: () => ({ wallId: newId(), name: '' }),
    sends: (draft) => toSend(startWall, { ...here(), ...draft }),
    onDone: (_, { wallId }) => onStarted(wallId),
  });
  return (
    <FormDialog of={form} about={null} title="Start a wall" action="Go on" notNow="Cancel" onClose={onClose}>
      <p>It shows counts of this operation and nobody. It stays on with nobody at it, until it is ended here.</p>
      <TextField {...form.field('name', 'wall-name')} label="Where its screen is" hint="Such as: Operations room" />
    </FormDialog>
  );
}

const useCode = (wallId: string) => {
  const [made, setMade] = useState<WallCode | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const make = (): void => {
    setProblem(null);
    send('/api/operations/:id/walls/:wallId/code', { id: here().operationId, wallId }, null).then(
      setMade,
      (error: unknown) => {
        if (!(error instanceof ApiProblem)) throw error;
        setProblem(error);
      },
    );
  };
  useEffect(make, [wallId]);
  return { made, problem, make };
};

const minutesLeft = ({ expiresAt }: WallCode): number => {
  const shown = (Date.parse(expiresAt) - now.value.getTime()) / 60_000;
  return Math.min(WALL_CODE_MINUTES, Math.max(0, Math.ceil(shown / (me.value?.clock.rate ?? 1))));
};

function Code({ made, onAgain }: { made: WallCode; onAgain: () => void }) {
  const left = minutesLeft(made);
  if (left === 0) {
    return (
      <Callout tone="warn" icon="alert" title="This code has ended">
        <p>No screen used it in time.</p>
        <Button kind="secondary" onClick={onAgain}>
          Make another code
        </Button>
      </Callout>
    );
  }
  return (
    <>
      <h3>On another computer</h3>
      <p>
        Open <strong>{location.origin}/wall</strong> there and type
      </p>
      <p class="walls__code">{made.code}</p>
      <h3 class="above-14">On this computer</h3>
      <p class="below-8">It opens in a window of its own. Drag it to the screen in the room, and press F11.</p>
      <ButtonLink kind="secondary" icon="map" href={`/wall#${made.code.replaceAll(' ', '')}`} target="_blank">
        Open it here
      </ButtonLink>
      <p class="row gap-6 above-14 semi warn-text">
        <Icon name="clock" size={18} /> Works once, for {left} more {left === 1 ? 'minute' : 'minutes'}
      </p>
    </>
  );
}

/** From the code to the screen that has taken it. `item`: the wall as the list has it; `null` before it has, and once it has ended. */
export function CodeDialog({ wallId, item, onClose }: { wallId: string; item: WallItem | null; onClose: () => void }) {
  const { made, problem, make } = useCode(wallId);
  const on = item?.state === 'on';
  return (
    <Dialog
      about={null}
      open
      title={on ? `${item.name} is on` : 'Show it on a screen'}
      onClose={onClose}
      foot={
        <Button kind={on ? 'primary' : 'secondary'} onClick={onClose}>
          {on ? 'Done' : 'Not now'}
        </Button>
      }
    >
      {on && (
        <Callout tone="ok" icon="check" title="A screen shows it">
          <p>It goes on without you: sign out here when you leave. If it is not your screen, end it at once.</p>
        </Callout>
      )}
      {!on && problem && (
        <Callout tone="alert" icon="alert" title={problem.body.title}>
          {problem.body.detail && <p>{problem.body.detail}</p>}
          <Button kind="secondary" onClick={make}>
            Try again
          </Button>
        </Callout>
      )}
      {!on && !problem && (made ? <Code made={made} onAgain={make} /> : <LoadingBars />)}
    </Dialog>
  );
}

export function EndDialog({ wall, onClose, onDone }: { wall: WallItem; onClose: () => void; onDone: () => void }) {
  const form = useForm({
    draft: () => ({}),
    sends: () => toSend(endWall, { ...here(), wallId: wall.id }),
    onDone: () => {
      onClose();
      onDone();
    },
  });
  return (
    <FormDialog
      of={form}
      about={wall.id}
      title={`End the wall: ${wall.name}`}
      action="End it"
      warning
      notNow="Leave it on"
      onClose={onClose}
    >
      <p>Its screen shows nothing from then on, and says that it was ended. To show one there again, start another.</p>
    </FormDialog>
  );
}
