import { useState } from 'preact/hooks';
import { INVITATION_HOURS } from '../../../shared/users.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/fields.tsx';
import { Callout } from '../../ui/notice.tsx';

export interface LinkOnceProps {
  url: string;
  name: string;
  /** Kept here while there is no connection: the link does not work yet. */
  unsent: boolean;
}

const copy = async (url: string, field: HTMLInputElement | null): Promise<boolean> => {
  field?.select();
  try {
    await navigator.clipboard.writeText(url);
    return true;
  } catch {
    // Not every browser lets a page write there; the text is selected, ready to be copied by hand.
    return false;
  }
};

/** The one time a link is shown. */
export function LinkOnce({ url, name, unsent }: LinkOnceProps) {
  const [copied, setCopied] = useState<boolean | null>(null);
  const press = async () => setCopied(await copy(url, document.querySelector<HTMLInputElement>('#one-time-link')));
  return (
    <div class="apart">
      <Callout tone="warn" icon="key" title="Copy it now. It is not shown again">
        <p>
          Send it to {name} yourself, in a way that reaches only them. It works once, for {INVITATION_HOURS / 24} days.
        </p>
      </Callout>
      {unsent && (
        <Callout tone="info" icon="wifi-off" title="Not sent yet">
          <p>The link starts to work when this device is online again.</p>
        </Callout>
      )}
      <TextField
        kept={false}
        id="one-time-link"
        label={`One-time link for ${name}`}
        class="link-once__url"
        readOnly
        value={url}
        onInput={() => undefined}
        onFocus={(event) => event.currentTarget.select()}
      />
      <div class="row">
        <Button icon={copied ? 'check' : 'document'} onClick={() => void press()}>
          {copied ? 'Copied' : 'Copy the link'}
        </Button>
        <output>{copied === false && 'Press Ctrl+C to copy it.'}</output>
      </div>
    </div>
  );
}
