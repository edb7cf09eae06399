import { dialling } from '../../../shared/dialling.ts';
import { hoursInWords } from '../../../shared/hours/words.ts';
import type { PartnerView } from '../../../shared/partners/contract.ts';
import { Icon } from '../../ui/icons.tsx';
import { FailedPanel, LoadingBars } from '../../ui/notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { callsFor, type PartnerCall } from './phones.ts';
import type { Activation } from './useActivation.ts';
import type { Loaded } from '../../data/useQuery.ts';

export type Register = Loaded<{ items: PartnerView[] }>;

function Number({ phone, name }: { phone: string; name: string }) {
  return (
    <a class="nowrap" href={dialling(phone)} aria-label={`${name}, ${phone}`}>
      <Icon name="phone" size={14} /> {phone}
    </a>
  );
}

function Keyholders({ it }: { it: Activation }) {
  const { chosen } = it;
  const place = chosen && chosen.kind !== 'gone' ? chosen.venue.place : null;
  if (!place) return null;
  return (
    <li class="phones__row">
      <div>
        <b>Keyholder</b> to open {place.name}
      </div>
      <div class="phones__contacts">
        {place.keyholders.map(({ name, phone }) => (
          <span key={phone}>
            {name} <Number name={name} phone={phone} />
          </span>
        ))}
      </div>
    </li>
  );
}

function Call({ call: { partner, asks } }: { call: PartnerCall }) {
  const { contact, contactPhone, deputy, deputyPhone, hours } = partner;
  return (
    <li class="phones__row">
      <div>
        <b>{partner.name}</b> <span class="quiet">{partner.code}</span> {asks}
        {hours !== '24/7' && (
          <span class="warn-text semi nowrap phones__hours">
            <Icon name="clock" size={14} /> answers {hoursInWords(hours)}
          </span>
        )}
      </div>
      <div class="phones__contacts">
        <span>
          {contact} <Number name={contact} phone={contactPhone} />
        </span>
        {deputyPhone && (
          <span>
            {deputy || 'Deputy'} <Number name={deputy || 'Deputy'} phone={deputyPhone} />
          </span>
        )}
      </div>
    </li>
  );
}

/** Keyholder first, then each partner with what to ask for and the number. */
export function PhoneList({ it, register }: { it: Activation; register: Register }) {
  const roles = it.ranking.list?.roles;
  if (register.failed && !register.data)
    return <FailedPanel title="The phone numbers could not be fetched." onRetry={register.reload} />;
  if (!roles || !register.data) return <LoadingBars label="Loading the phone numbers" />;
  const calls = callsFor(roles, register.data.items);
  return (
    <ol class="phones">
      <Keyholders it={it} />
      {calls.map((call) => (
        <Call key={call.partner.code} call={call} />
      ))}
      {calls.length === 0 && (
        <li class="phones__row">
          No partner of the role plan is on the register. <a href="/partners">Add partners</a>
        </li>
      )}
    </ol>
  );
}

/** ④ Who to phone: nothing is sent from here. */
export function Phones({ it, register }: { it: Activation; register: Register }) {
  return (
    <Panel title="Who to phone" step={4} flush class="who-to-phone" actions={<a href="/partners">Partners</a>}>
      <p class="fine inset">
        Haven does not call anyone. Once it stands up, phone them in this order: each answer is one press.
      </p>
      <PhoneList it={it} register={register} />
    </Panel>
  );
}
