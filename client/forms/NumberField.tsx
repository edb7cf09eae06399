import { TextField, type TextFieldProps } from '../ui/fields.tsx';
import { readNumber } from '../ui/readNumber.ts';

export interface NumberFieldProps extends Omit<TextFieldProps, 'value' | 'onInput' | 'min' | 'max'> {
  value: number | null;
  onInput: (value: number | null) => void;
  min?: number;
  max?: number;
}

export function NumberField({ value, onInput, width = 4, ...rest }: NumberFieldProps) {
  return (
    <TextField
      inputMode="numeric"
      {...rest}
      type="number"
      width={width}
      value={value === null ? '' : String(value)}
      onInput={(text) => onInput(readNumber(text))}
    />
  );
}
