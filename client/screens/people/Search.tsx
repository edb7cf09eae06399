import { onTablet } from '../../session/home.ts';
import { ScanButton } from '../../parts/scan/ScanButton.tsx';
import { Segments } from '../../ui/choices.tsx';
import { TextField } from '../../ui/fields.tsx';
import type { Showing } from './list.ts';

const options: { value: Showing; label: string }[] = [
  { value: 'here', label: 'Here' },
  { value: 'out', label: 'Out' },
  { value: 'gone', label: 'Gone' },
  { value: 'all', label: 'All' },
];

interface SearchProps {
  text: string;
  onText: (text: string) => void;
  show: Showing;
  onShow: (show: Showing) => void;
  byName: boolean;
}

export function Search({ text, onText, show, onShow, byName }: SearchProps) {
  return (
    <search class="people-search row wrap">
      <TextField
        class="grow flat"
        id="people-search"
        type="search"
        label={byName ? 'Wristband, or name they like' : 'Wristband'}
        hideLabel
        icon="search"
        placeholder={byName ? 'K-014, or a name' : 'Such as K-014'}
        value={text}
        onInput={onText}
      />
      {onTablet.value && (
        <ScanButton title="Scan a wristband" onRead={(it) => 'reference' in it && onText(it.reference)} />
      )}
      <Segments
        legend="Show"
        options={options}
        value={[show]}
        onChange={(chosen) => onShow(chosen.find((it) => it !== show) ?? show)}
      />
    </search>
  );
}
