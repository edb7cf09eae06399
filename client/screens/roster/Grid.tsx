import { classes } from '../../ui/classes.ts';
import { Icon } from '../../ui/icons.tsx';
import { clockTime } from '../../ui/time.ts';
import type { BoardCell, BoardRow, RosterBoard, ShiftColumn } from './board.ts';
import { markIcons } from './marks.tsx';

export interface Chosen {
  partner: string;
  shift: string;
}

interface GridProps {
  board: RosterBoard;
  nameOf: (partner: string) => string;
  chosen: Chosen | null;
  onChoose: (chosen: Chosen) => void;
  now: number;
}

const moves: Record<string, [down: number, right: number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** Arrows go to the next cell that holds something, row by row or column by column. */
const move = (event: KeyboardEvent): void => {
  const step = moves[event.key];
  const from = event.target as HTMLElement;
  if (!step || from.dataset['row'] === undefined) return;
  const table = event.currentTarget as HTMLElement;
  let row = Number(from.dataset['row']);
  let column = Number(from.dataset['column']);
  for (let tries = 0; tries < 100; tries += 1) {
    row += step[0];
    column += step[1];
    const next = table.querySelector<HTMLElement>(`[data-row="${row}"][data-column="${column}"]`);
    if (!next) return;
    if (next.tagName !== 'BUTTON') continue;
    event.preventDefault();
    next.focus();
    return;
  }
};

const FILL = 100;

function Face({ cell }: { cell: BoardCell }) {
  return (
    <>
      <span class={`roster-cell__mark roster-mark--${cell.mark}`}>
        <Icon name={markIcons[cell.mark]} size={22} />
      </span>
      <span class="roster-cell__words">
        <strong>{cell.words}</strong>
        <span>{cell.more}</span>
      </span>
      <span class="roster-cell__share" style={{ width: `${Math.round(cell.share * FILL)}%` }} aria-hidden="true" />
    </>
  );
}

interface PlaceProps {
  row: BoardRow;
  shift: ShiftColumn;
  at: [row: number, column: number];
  chosen: boolean;
  /** The one cell that Tab reaches. */
  first: boolean;
  label: string;
  onChoose: () => void;
}

function Place({ row, shift, at: [down, right], chosen, first, label, onChoose }: PlaceProps) {
  const cell = row.cells.get(shift.key);
  if (!cell) {
    return (
      <td class="roster-none" data-row={down} data-column={right}>
        <span class="visually-hidden">Not needed</span>
      </td>
    );
  }
  return (
    <td class={classes('roster-place', `roster-place--${cell.mark}`)} aria-selected={chosen}>
      <button
        type="button"
        id={`cell-${down}-${right}`}
        class="roster-cell"
        data-row={down}
        data-column={right}
        tabIndex={chosen || first ? 0 : -1}
        aria-pressed={chosen}
        onClick={onChoose}
      >
        <span class="visually-hidden">{label}: </span>
        <Face cell={cell} />
      </button>
    </td>
  );
}

function Shift({ shift, now }: { shift: ShiftColumn; now: number }) {
  const over = Date.parse(shift.end) <= now;
  return (
    <th scope="col" class={over ? 'quiet' : undefined}>
      <strong>{shift.name}</strong>
      <span class="block size-14 quiet">
        {clockTime(shift.start)} to {clockTime(shift.end)}
        {over && ', over'}
      </span>
    </th>
  );
}

/** Partner by shift: one cell, one answer. Arrows move, Enter opens. */
export function Grid({ board, nameOf, chosen, onChoose, now }: GridProps) {
  const isChosen = (partner: string, shift: string): boolean => chosen?.partner === partner && chosen.shift === shift;
  return (
    // A table that arrows move through is a grid to a screen reader.
    <table
      class="roster"
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role
      role="grid"
      aria-label="Roster, partner by shift"
      style={{ '--shifts': board.shifts.length }}
      onKeyDown={move}
    >
      <thead>
        <tr>
          <th scope="col">Partner and role</th>
          {board.shifts.map((shift) => (
            <Shift key={shift.key} shift={shift} now={now} />
          ))}
        </tr>
      </thead>
      <tbody>
        {board.rows.map((row, down) => (
          <tr key={row.partner}>
            <th scope="row">
              <strong>{nameOf(row.partner)}</strong>
              <span class="block size-14 quiet">{row.roles}</span>
            </th>
            {board.shifts.map((shift, right) => (
              <Place
                key={shift.key}
                row={row}
                shift={shift}
                at={[down, right]}
                chosen={isChosen(row.partner, shift.key)}
                first={chosen === null && down === 0 && right === 0}
                label={`${nameOf(row.partner)}, ${shift.name}`}
                onChoose={() => onChoose({ partner: row.partner, shift: shift.key })}
              />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
