import type { ComponentChildren } from 'preact';
import { needKinds } from '../../../shared/needs.ts';
import { languageOf, languagesFor } from '../../../shared/languages.ts';
import { formCode } from '../../../shared/references.ts';
import type { SheetReport } from '../../../shared/sheets.ts';
import { doorNeeds } from '../../parts/needs/doorNeeds.ts';
import { centreHere, operationHere } from '../../parts/centres/here.ts';
import { Code } from './Code.tsx';
import { PrintPage } from './PrintPage.tsx';

/** Room for four rows of four, with one for another language. */
const MOST_LANGUAGES = 14;

function Tick({ children }: { children: ComponentChildren }) {
  return (
    <li class="tick">
      <span class="tick__box" />
      <span>{children}</span>
    </li>
  );
}

function Part({ title, hint, children }: { title: string; hint?: string; children: ComponentChildren }) {
  return (
    <div class="form-part">
      <h3>
        {title} {hint && <small>{hint}</small>}
      </h3>
      {children}
    </div>
  );
}

function Line({ label, wide }: { label: string; wide?: boolean }) {
  return (
    <div class={wide ? 'form-line form-line--wide' : 'form-line'}>
      <span>{label}</span>
    </div>
  );
}

const tagsToTick = (): string[] => {
  const expected = (operationHere.value?.languages ?? []).map((it) => it.tag);
  return languagesFor(expected)
    .map((it) => it.tag)
    .filter((tag) => tag !== 'und')
    .slice(0, MOST_LANGUAGES);
};

function Language({ tag }: { tag: string }) {
  const { own, english, dir } = languageOf(tag);
  return (
    <Tick>
      <span lang={tag} dir={dir}>
        {own}
      </span>
      {own !== english && <small> {english}</small>}
    </Tick>
  );
}

function FormHead({ number }: { number: number }) {
  return (
    <header class="form-head">
      <div>
        <h2>Arrival form {number}</h2>
        <p>Care first: warmth, a seat, a drink. Everything here is optional for the guest. No papers are needed.</p>
      </div>
      <Code text={formCode(number)} label={`Code of form ${number}`} />
    </header>
  );
}

function Band() {
  return (
    <div class="form-top">
      <div class="form-box">
        <span>Wristband</span>
        <div class="form-box__letters">
          <i />
          <b>-</b>
          <i />
          <i />
          <i />
          <i />
        </div>
      </div>
      <div class="form-box">
        <span>Time they came</span>
        <div class="form-box__letters">
          <i />
          <i />
          <b>:</b>
          <i />
          <i />
        </div>
      </div>
      <div class="form-box grow">
        <span>Date</span>
      </div>
    </div>
  );
}

function Form({ number }: { number: number }) {
  return (
    <article class="paper-form">
      <FormHead number={number} />
      <Band />
      <Part title="What do they need now?" hint="! Tell a lead in person at once.">
        <ul class="ticks">
          {doorNeeds.map(({ kind, title }) => (
            <Tick key={kind}>
              {title}
              {needKinds[kind].alerts && <b>&nbsp;!</b>}
            </Tick>
          ))}
        </ul>
      </Part>
      <Part title="Adult or child?" hint="Go by what they say or how they seem.">
        <ul class="ticks ticks--three">
          <Tick>Adult</Tick>
          <Tick>
            Child <b>!</b>
          </Tick>
          <Tick>
            Not sure <b>!</b>
          </Tick>
        </ul>
        <p class="form-note">Child or Not sure: stay with them, and tell the children’s lead at once.</p>
      </Part>
      <Part title="Language" hint="They can point to it.">
        <ul class="ticks">
          {tagsToTick().map((tag) => (
            <Language key={tag} tag={tag} />
          ))}
          <Tick>Not sure yet</Tick>
          <Tick>
            Other: <span class="tick__line" />
          </Tick>
        </ul>
      </Part>
      <Part title="Together and where">
        <div class="form-lines">
          <Line label="With (their wristbands)" wide />
          <Line label="Came with (vehicle)" />
          <Line label="Zone or bed" />
        </div>
      </Part>
      <Part title="Name they like to be called by" hint="Only if they offer it.">
        <div class="form-lines">
          <Line label="" wide />
        </div>
      </Part>
      <div class="form-lines above-auto">
        <Line label="Taken by" />
        <Line label="Keyed in by, and when" />
      </div>
    </article>
  );
}

/** Numbered forms, one to a page. They ask no more than a tablet does. */
export function PrintForms({ sheet }: { sheet: SheetReport }) {
  return (
    <>
      {sheet.free.map((number) => (
        <PrintPage
          key={number}
          foot={`Form ${number} · Centre ${centreHere.value?.name ?? ''} · Give it to the manager to be keyed in`}
        >
          <Form number={number} />
        </PrintPage>
      ))}
    </>
  );
}
