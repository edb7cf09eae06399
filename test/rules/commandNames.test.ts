import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { registry } from '../../server/commands.ts';
import { declaredIn, steersBy } from '../support/commandNames.ts';

const root = path.resolve(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');
const filesIn = (folder: string): string[] =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((it) => /\.tsx?$/.test(it))
    .map((it) => path.join(folder, it));

const known = {
  names: [...registry.keys()],
  contracts: new Set(filesIn('shared').flatMap((it) => declaredIn(read(it)))),
};

/** Where names stand all the same: in which file, which of them, and why. */
const elsewhere: readonly { file: RegExp; only: RegExp; because: string }[] = [
  { file: /^server\/exercise\//, only: /./, because: 'It sends commands as a client would.' },
  {
    file: /^shared\/roles\.ts$/,
    only: /./,
    because: 'Rights are listed here, by the names of the commands they are for.',
  },
  { file: /^shared\/attention\.ts$/, only: /^\[raiseNeed, /, because: 'Holding says what may be held.' },
  {
    file: /^server\/attention\/show\/who\.ts$/,
    only: /^releaseQuarantined\.name$/,
    because: 'Whose words a change holds is looked up where somebody let it in, and for no other line of the record.',
  },
  {
    file: /^server\/users\/given\.ts$/,
    only: /^resetUser\.name$/,
    because: 'Who made a new link for somebody is looked up in the record, apart from who invited them.',
  },
  {
    file: /^server\/attention\/held\/hold\.ts$/,
    only: /^holdUntilKnown\.name$/,
    because: 'It is the command itself, which says what was sent.',
  },
  {
    file: /^server\/people\/retold\.ts$/,
    only: /^(amendPerson|identifyPerson)\.name$/,
    because: 'What a check-in says otherwise is asked about as the correction that it would be.',
  },
  {
    file: /^server\/needs\/carers\.ts$/,
    only: /^progressNeed\.name$/,
    because: 'Whoever may work on a need can be given one.',
  },
  {
    file: /^server\/people\/undoPresence\.ts$/,
    only: /^setPresence\.name$/,
    because: 'An undo names one change that was made, and only one of where a guest is.',
  },
  { file: /^server\/access\/session\.ts$/, only: /^\.$/, because: 'A token, and what it is signed with.' },
  { file: /^server\/imports\/exportRoutes\.ts$/, only: /^venues\.$/, because: 'The name of a file.' },
  { file: /^server\/engine\/known\.ts$/, only: /^\.$/, because: 'The first sentence of a title.' },
];

const all = ['server', 'client', 'shared'].flatMap(filesIn);
const found = all.flatMap((file) => steersBy(file, read(file), known).map((name) => ({ file, name })));

test('nothing outside a command goes by its name: what is to be known of it, it says itself', () => {
  expect(all.length).toBeGreaterThan(700);
  expect(known.contracts.size).toBe(registry.size);
  const unexplained = found.filter(
    (it) => !elsewhere.some(({ file, only }) => file.test(it.file) && only.test(it.name)),
  );
  expect(unexplained.map(({ file, name }) => `${file}: ${name}`)).toEqual([]);
});

test('each place that is left out is still there, and says why', () => {
  const gone = elsewhere.filter(({ file, only }) => !found.some((it) => file.test(it.file) && only.test(it.name)));
  expect(gone).toEqual([]);
});

const contract = "import { checkIn } from '../../shared/people.ts';";

test.each([
  ["if (name === 'people.checkIn') go();", 'people.checkIn'],
  ["if ('people.checkIn' !== name) go();", 'people.checkIn'],
  ['if (name === `people.checkIn`) go();', 'people.checkIn'],
  ["switch (name) { case 'log.write': break; }", 'log.write'],
  ["const words = {\n  'people.move': 'Moved',\n};", 'people.move'],
  ["const words: Record<LocalCommand, string> = { 'people.move': 'Moved' };", 'people.move'],
  ["const places = new Set([\n  'people.move',\n  'people.amend',\n]);", 'people.amend'],
  ["const places = new Set(['people.move', 'people.amend']);", 'people.amend'],
  ["const words = { a: 1, 'people.move': 'Moved' };", 'people.move'],
  ["const is = ['people.move', 'people.amend'].includes(name);", 'people.move'],
  ["const ASK = 'attention.ask';", 'attention.ask'],
  ["const ASK: (typeof askAboutAttention)['name'] = 'attention.ask';", 'attention.ask'],
  ["const listed = 'people.move,people.amend'.split(',');", 'people.move,people.amend'],
  [
    "const rows = sql`select from event where kind in ('people.move')`;",
    "select from event where kind in ('people.move')",
  ],
  ["const open = !name.startsWith('needs.');", 'needs.'],
  ["const open = name.startsWith('people');", 'people'],
  ["const open = name.startsWith('people.ch');", 'people.ch'],
  ["const open = name?.endsWith('.checkIn');", '.checkIn'],
  ["const open = name.endsWith('checkIn');", 'checkIn'],
  ["const open = name.split('.')[0] === 'people';", '.'],
  ["const open = name.slice(0, 6) === 'people';", 'people'],
  ["const open = name.slice(0, name.indexOf('.'));", '.'],
  ['const open = /^people\\./.test(name);', '^people.'],
  ['const open = /^(?:people\\.move|needs\\.)/.test(name);', '^(?:people.move|needs.)'],
  ['const open = name === `people.${verb}`;', 'people.'],
  ["const open = name === 'people.' + verb;", 'people.'],
  ["const open = byName['people.move'];", 'people.move'],
  ["const other = { command: 'people.move' };", 'people.move'],
  [`${contract} const is = name === checkIn.name;`, 'checkIn.name'],
  [`${contract} const is = new Set([checkIn.name]).has(name);`, 'checkIn.name'],
  [`${contract} const words = { [checkIn.name]: 'In' };`, 'checkIn.name'],
  [`${contract} const is = [checkIn].map((it) => it.name).includes(name);`, '[checkIn]'],
  [`${contract} const is = made.contract === checkIn;`, 'made.contract === checkIn'],
  [`${contract} const { name: wanted } = checkIn;`, '{ name: wanted } = checkIn'],
  [`${contract} const it = checkIn; const is = name === it.name;`, 'it.name'],
  ["import { checkIn as arrive } from '../shared/people.ts'; const is = name === arrive.name;", 'arrive.name'],
  [
    "import * as people from '../shared/people.ts'; const is = name === people.checkIn['name'];",
    "people.checkIn['name']",
  ],
  ["import { hold } from './hold.ts'; const is = name === hold.contract.name;", 'hold.contract.name'],
])('%j is seen', (source, name) => {
  expect(steersBy('client/screens/planted.ts', source, known)).toContain(name);
  expect(steersBy('shared/planted.ts', source, known)).toContain(name);
});

test.each([
  "const may = can('people.checkIn', here) && mayRegister(grants, 'venues.import');",
  "const steps = [{ words: 'On site', right: 'roster.arrive' }];",
  "const page = { path: '/import', opens: ['venues.import'] };",
  "export const checkIn = contract({ name: 'people.checkIn', example: { command: 'people.move' } });",
  "const moved: Effect<'person', 'people.move'> = (args) => args;",
  'const path = `/venues/${id}`; const all = rows.people.length;',
  `${contract} const form = toSend(checkIn, args);`,
])('%j steers by no name', (source) => {
  expect(steersBy('client/screens/planted.ts', source, known)).toEqual([]);
});

test('what a device shows before it has been answered is told by command, under types that know each', () => {
  const table = "export const effects: Effects = { person: { 'people.move': moved } };";
  expect(steersBy('client/data/planted.ts', table, known)).toEqual([]);
  expect(steersBy('client/data/planted.ts', table.replace('Effects', 'Record<string, unknown>'), known)).not.toEqual(
    [],
  );
});
