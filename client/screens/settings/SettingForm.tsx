import { useState } from 'preact/hooks';
import { changeSetting, settingDefaults, type SettingView } from '../../../shared/settings/contract.ts';
import { Refusal } from '../../forms/Refusal.tsx';
import { useFirstError } from '../../forms/useFirstError.ts';
import { errorAt, useSend, type Refused } from '../../forms/useSend.ts';
import { canRegister } from '../../session/session.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { NumberField } from '../../ui/fields.tsx';
import { About } from '../../ui/kept.ts';
import { Panel } from '../../ui/panel.tsx';
import { at, groups, titles, withNumber, type NumberSpec } from './fields.ts';

type Value = SettingView['value'];

interface FieldProps {
  settingKey: string;
  spec: NumberSpec;
  value: Value;
  refused: Refused | null;
  onInput: (value: Value) => void;
}

const rounded = (value: number): number => Math.round(value * 1_000) / 1_000;

function SettingNumber({
  settingKey,
  spec: { path, label, hint, times = 1, step },
  value,
  refused,
  onInput,
}: FieldProps) {
  const found = at(value, path);
  const error = errorAt(refused, `value/${path.join('/')}`);
  return (
    <NumberField
      id={`${settingKey}-${path.join('-')}`}
      class="setting-number"
      label={label}
      min={0}
      step={step ?? '1'}
      value={found === null ? null : rounded(found * times)}
      onInput={(next) => onInput(withNumber(value, path, next === null ? null : next / times))}
      {...(hint ? { hint } : {})}
      {...(error ? { error: found === null ? 'Fill this in' : error } : {})}
    />
  );
}

/** One setting, all of it saved together. */
export function SettingForm({ setting, onSaved }: { setting: SettingView; onSaved: () => void }) {
  const [value, setValue] = useState<Value>(setting.value);
  const { send, busy, refused } = useSend();
  const fields = useFirstError<HTMLFieldSetElement>(refused);
  const changed = JSON.stringify(value) !== JSON.stringify(setting.value);
  const mine = canRegister('settings.change');
  const save = async () => {
    const args = { key: setting.key, baseVersion: setting.rowVersion, value };
    // The key says which value it is.
    const done = await send(changeSetting, args as Parameters<typeof changeSetting.args.parse>[0] as never);
    if (done !== null) onSaved();
  };
  const foot = mine && (
    <div class="row wrap">
      <Button busy={busy} disabled={!changed} onClick={() => void save()}>
        Save
      </Button>
      {changed && (
        <Button kind="quiet" onClick={() => setValue(setting.value)}>
          Undo changes
        </Button>
      )}
      <LinkButton onClick={() => setValue(settingDefaults[setting.key])}>Fill in what Haven came with</LinkButton>
    </div>
  );
  return (
    <Panel
      title={titles[setting.key]}
      hint={setting.rowVersion === null ? 'as Haven came' : `changed here, version ${setting.rowVersion}`}
      foot={foot}
    >
      <Refusal refused={refused?.problem ? refused : null} now={setting.rowVersion ?? undefined} />
      <fieldset ref={fields} class="setting-fields" disabled={!mine}>
        <legend class="visually-hidden">{titles[setting.key]}</legend>
        <About.Provider value={`version ${setting.rowVersion}`}>
          {groups[setting.key].map((group) => (
            <section key={group.title} class="setting-group">
              <h3>{group.title}</h3>
              {group.specs.map((spec) => (
                <SettingNumber
                  key={spec.path.join('.')}
                  settingKey={setting.key}
                  spec={spec}
                  value={value}
                  refused={refused}
                  onInput={setValue}
                />
              ))}
            </section>
          ))}
        </About.Provider>
      </fieldset>
      {setting.key === 'needClocks' && <p class="quiet">P4 has no clock: before leaving.</p>}
    </Panel>
  );
}
