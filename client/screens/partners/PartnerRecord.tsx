import { dialling } from '../../../shared/dialling.ts';
import { londonDay } from '../../../shared/london.ts';
import { confirmation, type CapacityView, type PartnerView } from '../../../shared/partners/contract.ts';
import { now } from '../../session/now.ts';
import { canRegister } from '../../session/session.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { Facts } from '../../ui/facts.tsx';
import { EmptyState } from '../../ui/notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { duration } from '../../ui/duration.ts';
import type { Doing } from './Forms.tsx';
import { hoursWords, offerTitle } from './words.ts';

function Reach({ name, phone }: { name: string; phone: string }) {
  return (
    <>
      {name}
      {phone && (
        <div>
          <a href={dialling(phone)}>{phone}</a>
        </div>
      )}
    </>
  );
}

function Offer({ offer, onEdit }: { offer: CapacityView; onEdit: () => void }) {
  const { stale, words } = confirmation(offer.confirmedOn, londonDay(now.value));
  return (
    <li class="partner-offer">
      <span class="size-22 strong num">{offer.heads}</span>
      <span>
        <span class="strong">{offerTitle(offer)}</span>
        <span class="fine block">
          there in {duration(offer.calloutMinutes)}, up to {offer.maxHours} h,{' '}
          <span class={stale ? 'warn-text' : undefined}>{words}</span>
        </span>
      </span>
      {canRegister('capacities.save') && (
        <LinkButton onClick={onEdit}>
          Edit<span class="visually-hidden"> {offerTitle(offer)}</span>
        </LinkButton>
      )}
    </li>
  );
}

export interface PartnerRecordProps {
  partner: PartnerView;
  offers: readonly CapacityView[];
  onDo: (doing: Doing) => void;
}

/** Whom to phone, and what this partner can send. */
export function PartnerRecord({ partner, offers, onDo }: PartnerRecordProps) {
  const foot = canRegister('partners.save') && (
    <div class="row wrap">
      <Button onClick={() => onDo({ what: 'offer', offer: null })}>Add a role</Button>
      <Button kind="secondary" onClick={() => onDo({ what: 'edit' })}>
        Change
      </Button>
      <LinkButton onClick={() => onDo({ what: 'archive' })}>Take off</LinkButton>
    </div>
  );
  return (
    <Panel
      fill
      class="partner-record"
      title={partner.name}
      actions={<span class="quiet">{partner.code}</span>}
      foot={foot}
    >
      <Facts
        items={[
          { term: 'Duty contact', value: <Reach name={partner.contact} phone={partner.contactPhone} /> },
          { term: 'Email', value: <a href={`mailto:${partner.contactEmail}`}>{partner.contactEmail}</a> },
          ...(partner.deputy || partner.deputyPhone
            ? [{ term: 'Deputy', value: <Reach name={partner.deputy} phone={partner.deputyPhone} /> }]
            : []),
          { term: 'Hours', value: hoursWords(partner.hours) },
        ]}
      />
      <h3 class="above-14 below-4 size-15 strong">What it can send</h3>
      {offers.length === 0 ? (
        <EmptyState title="Nothing recorded yet">Add each role with how many people and how soon.</EmptyState>
      ) : (
        <ul class="partner-offers">
          {offers.map((it) => (
            <Offer key={it.id} offer={it} onEdit={() => onDo({ what: 'offer', offer: it })} />
          ))}
        </ul>
      )}
    </Panel>
  );
}
