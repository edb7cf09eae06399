import type { ComponentChildren } from 'preact';
import { useContext, useEffect, useRef } from 'preact/hooks';
import { offlineSince } from '../data/connection.ts';
import { Button } from '../ui/button.tsx';
import { classes } from '../ui/classes.ts';
import { CloseButton, Dialog, type DialogProps, Drawer } from '../ui/dialog.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { Leaving, Sent } from '../ui/kept.ts';
import { useHolds } from '../ui/typed.ts';
import type { Keeper } from '../ui/keeper.ts';
import { Callout } from '../ui/notice.tsx';
import './fields.scss';
import { Refusal } from './Refusal.tsx';
import type { Form as FormOf } from './formType.ts';
import { whenWords } from '../session/now.ts';

/** What the parts of a form need of it, whatever its draft. */
type Any = Omit<FormOf<object>, 'draft' | 'set' | 'field' | 'choice' | 'tick' | 'submit'> & {
  submit: () => Promise<void>;
};

interface TroubleProps {
  of: Any;
  /** How things stand, for a change that came too late. */
  now?: ComponentChildren;
}

/** From so many fields on, the one with a fault may be off the screen. */
const LONG = 6;

/** Faults are listed, each a link to its field; a single one of a short form is said at its field alone, which has focus. */
function Trouble({ of: { faults, left, fields, refused, tries, waiting }, now }: TroubleProps) {
  const only = faults.length === 1 ? faults[0] : undefined;
  const listed = faults.length > 1 || (only && fields > LONG);
  useEffect(() => {
    if (only) document.getElementById(only.id)?.focus();
  }, [tries, only?.name]);
  return (
    <>
      {listed && <ErrorSummary errors={left} answer={faults} />}
      {only && !listed && (
        <p key={tries} role="alert" class="visually-hidden">
          There is a problem
        </p>
      )}
      <Refusal refused={refused} now={now} />
      {waiting && (
        <Callout tone="warn" icon="wifi-off">
          <output>
            Kept on this device, not sent yet: no signal
            {offlineSince.value && ` since ${whenWords(offlineSince.value)}`}. It goes by itself. Keep this window open.
          </output>
        </Callout>
      )}
    </>
  );
}

export interface FormProps extends TroubleProps {
  class?: string;
  label?: string;
  children?: ComponentChildren;
}

/** What was typed is thrown away by its writer alone: whoever only goes to another page finds it again. */
const useLeaving = (of: Any) => {
  const further = useContext(Leaving);
  const from = useRef(location.pathname);
  const now = useRef(of);
  now.current = of;
  return useRef((open: Keeper, name: string): void => {
    if (location.pathname === from.current || now.current.isSent()) further(open, name);
  }).current;
};

/** The fields of a form, under what is wrong with them. Enter sends it. */
export function Form({ of, now, class: extra, label, children }: FormProps) {
  const send = (event: Event) => {
    event.preventDefault();
    void of.submit();
  };
  useHolds(of.much);
  const leave = useLeaving(of);
  return (
    <form noValidate id={of.id} class={classes('form', extra)} aria-label={label} onSubmit={send}>
      <Trouble of={of} now={now} />
      <Leaving.Provider value={leave}>
        <Sent.Provider value={of.sent}>{children}</Sent.Provider>
      </Leaving.Provider>
    </form>
  );
}

export interface FormDialogProps extends Pick<DialogProps, 'title' | 'about' | 'class' | 'onClose' | 'children'> {
  of: Any;
  /** The words on the button. */
  action: ComponentChildren;
  /** It cannot be taken back, or alarms somebody. */
  warning?: boolean;
  notNow?: string;
  /** More buttons, between the two. */
  more?: ComponentChildren;
  now?: ComponentChildren;
  /** At the right-hand edge. */
  drawer?: boolean;
}

/** One form over the page. */
export function FormDialog({
  of,
  action,
  warning,
  notNow = 'Not now',
  more,
  now,
  drawer,
  children,
  ...box
}: FormDialogProps) {
  const Box = drawer ? Drawer : Dialog;
  const foot = (
    <>
      <Button type="submit" form={of.id} kind={warning ? 'warning' : 'primary'} busy={of.busy}>
        {action}
      </Button>
      {more}
      <CloseButton>{notNow}</CloseButton>
    </>
  );
  return (
    <Box {...box} open foot={foot}>
      <Form of={of} now={now}>
        {children}
      </Form>
    </Box>
  );
}
