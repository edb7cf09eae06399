import { changeSetting, settingDefaults, type SettingView } from '../../../shared/settings/contract.ts';
import { Form } from '../../forms/Form.tsx';
import { NumberField } from '../../forms/NumberField.tsx';
import { useForm } from '../../forms/useForm.ts';
import { toSend } from '../../forms/toSend.ts';
import type { Form as FormOf } from '../../forms/formType.ts';
import { canRegister } from '../../session/session.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { About } from '../../ui/kept.ts';
import { Panel } from '../../ui/panel.tsx';
import { at, groups, titles, withNumber, type NumberSpec } from './fields.ts';

type Value = SettingView['value'];

interface FieldProps {
  form: FormOf<{ value: Value }>;
  settingKey: string;
  spec: NumberSpec;
}

const nameOf = (path: NumberSpec['path']): string => `value/${path.join('/')}`;
const pathOf = (name: string): string[] => name.split('/').slice(1);

const rounded = (value: number): number => Math.round(value * 1_000) / 1_000;

function SettingNumber({ form, settingKey, spec: { path, label, hint, times = 1, step } }: FieldProps) {
  const { value } = form.draft;
  const id = `${settingKey}-${path.join('-')}`;
  const found = at(value, path);
  return (
    <NumberField
      id={id}
      class="setting-number"
      label={label}
      hint={hint}
      min={0}
      step={step ?? '1'}
      value={found === null ? null : rounded(found * times)}
      error={form.error(nameOf(path), id)}
      onInput={(next) => form.set({ value: withNumber(value, path, next === null ? null : next / times) })}
    />
  );
}

/** One setting, all of it saved together. */
export function SettingForm({ setting, onSaved }: { setting: SettingView; onSaved: () => void }) {
  const form = useForm({
    version: setting.rowVersion ?? undefined,
    draft: (): { value: Value } => ({ value: setting.value }),
    sends: ({ value }, version) => {
      const args = { key: setting.key, baseVersion: setting.rowVersion && version, value };
      // The key says which value it is.
      return toSend(changeSetting, args as Parameters<typeof changeSetting.args.parse>[0] as never);
    },
    inWords: ({ name, text }, { value }) => (at(value, pathOf(name)) === null ? 'Fill this in' : text),
    onDone: onSaved,
  });
  const changed = JSON.stringify(form.draft.value) !== JSON.stringify(setting.value);
  const mine = canRegister('settings.change');
  const which = <span class="visually-hidden">: {titles[setting.key]}</span>;
  const foot = mine && (
    <div class="row wrap">
      <Button type="submit" form={form.id} busy={form.busy} disabled={!changed}>
        Save{which}
      </Button>
      {changed && (
        <Button kind="quiet" onClick={form.reset}>
          Undo changes{which}
        </Button>
      )}
      <LinkButton onClick={() => form.set({ value: settingDefaults[setting.key] })}>
        Fill in what Haven came with{which}
      </LinkButton>
    </div>
  );
  return (
    <Panel
      title={titles[setting.key]}
      hint={setting.rowVersion === null ? 'as Haven came' : `changed here, version ${setting.rowVersion}`}
      foot={foot}
    >
      <Form of={form} now={setting.rowVersion ?? undefined}>
        <fieldset class="setting-fields" disabled={!mine}>
          <legend class="visually-hidden">{titles[setting.key]}</legend>
          <About.Provider value={`version ${setting.rowVersion}`}>
            {groups[setting.key].map((group) => (
              <section key={group.title} class="setting-group">
                <h3>{group.title}</h3>
                {group.specs.map((spec) => (
                  <SettingNumber key={spec.path.join('.')} form={form} settingKey={setting.key} spec={spec} />
                ))}
              </section>
            ))}
          </About.Provider>
        </fieldset>
      </Form>
      {setting.key === 'needClocks' && <p class="quiet">P4 has no clock: before leaving.</p>}
    </Panel>
  );
}
