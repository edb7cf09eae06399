import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { VenueDetails } from '../../../shared/venues/venue.ts';
import { TextArea } from '../../ui/fields.tsx';
import { readNumber } from '../../ui/readNumber.ts';

type RoomList = VenueDetails['rooms'];

const linesOf = (rooms: RoomList): string => rooms.map(({ name, m2 }) => `${name}:${m2}`).join('\n');

/** What is no number yet is kept as none, which no schema takes. */
export const roomsFrom = (text: string): RoomList =>
  text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [name = '', m2 = ''] = line.split(/:(?=[^:]*$)/);
      return { name: name.trim(), m2: readNumber(m2) ?? Number.NaN };
    });

export interface RoomsProps {
  id: string;
  label: string;
  hint?: ComponentChildren;
  error?: string;
  optional?: boolean;
  value: RoomList;
  onChange: (value: RoomList) => void;
}

/** Rooms as lines of text, kept as they are typed: a line is half a room until its number is there. */
export function Rooms({ value, onChange, error, ...look }: RoomsProps) {
  const [text, setText] = useState(() => linesOf(value));
  const type = (next: string) => {
    setText(next);
    onChange(roomsFrom(next));
  };
  return (
    <TextArea
      {...look}
      rows={4}
      value={text}
      onInput={type}
      {...(error ? { error: 'Write each room as its name, a colon and its square metres' } : {})}
    />
  );
}
