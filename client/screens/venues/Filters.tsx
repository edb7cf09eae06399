import { capital } from '../../../shared/words.ts';
import { useState } from 'preact/hooks';
import { facilityFacets } from '../../../shared/venues/words.ts';
import { facilities, sizeClasses, suitabilities, type Facility } from '../../../shared/venues/venue.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox, Checkboxes } from '../../ui/choices.tsx';
import { AddChip, Chip } from '../../ui/chip.tsx';
import { Drawer } from '../../ui/dialog.tsx';
import { NumberField } from '../../forms/NumberField.tsx';
import { TextField } from '../../ui/fields.tsx';
import { SelectField } from '../../ui/select.tsx';
import { About } from '../../ui/kept.ts';
import { nothingWanted, type Venues, type Wanted } from './useVenues.ts';
import { suitabilityWords } from '../../parts/venues/words.ts';

const sizeWords = { small: 'Small', medium: 'Medium', large: 'Large', several: 'Several sites’ worth' } as const;
const facilityOptions = facilities.map((value) => ({ value, label: capital(facilityFacets[value].asked) }));

interface Part {
  text: string;
  without: Partial<Wanted>;
}

const partsOf = (wanted: Wanted): Part[] => [
  ...(wanted.sleeps === null ? [] : [{ text: `Sleeps ${wanted.sleeps} or more`, without: { sleeps: null } }]),
  ...(wanted.district ? [{ text: wanted.district, without: { district: '' } }] : []),
  ...(wanted.size ? [{ text: sizeWords[wanted.size], without: { size: '' as const } }] : []),
  ...(wanted.suitability
    ? [{ text: suitabilityWords[wanted.suitability], without: { suitability: '' as const } }]
    : []),
  ...(wanted.overdue ? [{ text: 'Inspection overdue', without: { overdue: false } }] : []),
  ...(wanted.archived ? [{ text: 'Off the register', without: { archived: false } }] : []),
  ...wanted.facilities.map((it) => ({
    text: capital(facilityFacets[it].asked),
    without: { facilities: wanted.facilities.filter((other) => other !== it) },
  })),
];

const choose = (all: readonly string[], words: (it: string) => string) => [
  { value: '', label: 'Any' },
  ...all.map((value) => ({ value, label: words(value) })),
];

function FilterDrawer({ venues, onClose }: { venues: Venues; onClose: () => void }) {
  const { wanted, want, data } = venues;
  return (
    <About.Provider value={null}>
      <Drawer
        about={null}
        open
        title="Filter venues"
        onClose={onClose}
        foot={
          <>
            <Button onClick={onClose}>Show {data?.tallies.matching ?? ''} venues</Button>
            <Button kind="quiet" onClick={() => want({ ...nothingWanted, q: wanted.q })}>
              Clear all
            </Button>
          </>
        }
      >
        <NumberField
          id="filter-sleeps"
          label="Sleeps at least"
          min={0}
          max={10_000}
          value={wanted.sleeps}
          onInput={(sleeps) => want({ sleeps })}
        />
        <SelectField
          id="filter-district"
          label="District"
          value={wanted.district}
          options={choose(data?.districts ?? [], (it) => it)}
          onInput={(district) => want({ district })}
        />
        <SelectField
          id="filter-size"
          label="Size"
          value={wanted.size}
          options={choose(sizeClasses, (it) => sizeWords[it as keyof typeof sizeWords])}
          onInput={(size) => want({ size: size as Wanted['size'] })}
        />
        <SelectField
          id="filter-suitability"
          label="Suitability"
          value={wanted.suitability}
          options={choose(suitabilities, (it) => suitabilityWords[it as keyof typeof suitabilityWords])}
          onInput={(suitability) => want({ suitability: suitability as Wanted['suitability'] })}
        />
        <Checkbox
          id="filter-overdue"
          label="Inspection overdue"
          checked={wanted.overdue}
          onChange={(overdue) => want({ overdue })}
        />
        <Checkboxes<Facility>
          id="filter-facilities"
          legend="It must have"
          options={facilityOptions}
          value={wanted.facilities}
          onChange={(chosen) => want({ facilities: chosen })}
        />
        <Checkbox
          id="filter-archived"
          label="Show venues taken off the register"
          checked={wanted.archived}
          onChange={(archived) => want({ archived })}
        />
      </Drawer>
    </About.Provider>
  );
}

/** Search, chosen filters as chips, and how many that leaves. */
export function Filters({ venues }: { venues: Venues }) {
  const [open, setOpen] = useState(false);
  const { wanted, want, data } = venues;
  return (
    <div class="list-bar">
      <TextField
        id="venue-search"
        label="Search the register"
        hideLabel
        type="search"
        icon="search"
        placeholder="Name, town or code"
        maxLength={80}
        value={wanted.q}
        onInput={(q) => want({ q })}
      />
      {partsOf(wanted).map(({ text, without }) => (
        <Chip key={text} onRemove={() => want(without)} removeLabel={`Remove ${text}`}>
          {text}
        </Chip>
      ))}
      <AddChip expanded={open} onClick={() => setOpen(true)}>
        Filter
      </AddChip>
      <output class="quiet">{data && `${data.tallies.matching} of ${data.tallies.total}`}</output>
      {open && <FilterDrawer venues={venues} onClose={() => setOpen(false)} />}
    </div>
  );
}
