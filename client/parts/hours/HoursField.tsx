import type { ComponentProps } from 'preact';
import { readHours } from '../../../shared/hours/read.ts';
import { TextField } from '../../ui/fields.tsx';
import { Week } from './Week.tsx';

/** Opening hours as people write them, and below what was understood: a week at a glance, or the question. */
export function HoursField(props: ComponentProps<typeof TextField>) {
  const read = props.value.trim() === '' ? null : readHours(props.value);
  return (
    <>
      <TextField {...props} />
      <output class="caption block below-12">
        {read?.ok && <Week hours={props.value} />}
        {read && !read.ok && !props.error && <span class="warn-text">{read.words}</span>}
      </output>
    </>
  );
}
