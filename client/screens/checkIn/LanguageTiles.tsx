import type { Language } from '../../../shared/languages.ts';
import { Tile, TileGrid } from '../../ui/tile.tsx';
import { useSteering } from './useSteering.ts';

interface LanguageTilesProps {
  id: string;
  offered: readonly (Language & { expected: boolean })[];
  chosen: string | null;
  onMark: (chosen: { language: string }) => void;
  onSay: (chosen: { language: string }) => void;
}

/** Languages in their own names; pressing one answers, arrow keys only move. */
export function LanguageTiles({ id, offered, chosen, onMark, onSay }: LanguageTilesProps) {
  const { steered, handlers } = useSteering();
  const submit = (event: Event) => {
    event.preventDefault();
    if (chosen !== null) onSay({ language: chosen });
  };
  return (
    <form onSubmit={submit} {...handlers}>
      <TileGrid legend="Language. Choosing one goes on to the next question">
        {offered.map((it) => (
          <Tile
            key={it.tag}
            type="radio"
            name={id}
            value={it.tag}
            title={it.own}
            sub={it.english}
            lang={it.tag}
            dir={it.dir}
            strong={it.expected}
            checked={it.tag === chosen}
            onChange={() => undefined}
            onPress={() => (steered() ? onMark : onSay)({ language: it.tag })}
          />
        ))}
      </TileGrid>
      <button type="submit" class="visually-hidden" tabIndex={-1}>
        Next
      </button>
    </form>
  );
}
