import { LinkButton } from '../../ui/button.tsx';

interface EarlierProps {
  count: number;
  shown: boolean;
  onShow: (earlier: boolean) => void;
}

export function Earlier({ count, shown, onShow }: EarlierProps) {
  if (shown) {
    return (
      <p class="above-auto">
        <LinkButton class="tall-link" onClick={() => onShow(false)}>
          Back to what is left to sort out
        </LinkButton>
      </p>
    );
  }
  if (count === 0) return null;
  return (
    <p class="above-auto">
      <LinkButton class="tall-link" onClick={() => onShow(true)}>
        {count} sorted out earlier
      </LinkButton>
    </p>
  );
}
