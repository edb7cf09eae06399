import { languageOf } from '../../../shared/languages.ts';

/** A language in its own name, and in English beside it: whoever reads it may know only one of the two. */
export function LanguageName({ tag }: { tag: string }) {
  const { own, english, dir } = languageOf(tag);
  if (own === english) return <>{english}</>;
  return (
    <>
      <span lang={tag} dir={dir}>
        {own}
      </span>
      <span class="quiet"> · {english}</span>
    </>
  );
}
