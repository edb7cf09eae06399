export interface Language {
  /** BCP 47; `und` where nobody knows yet. */
  tag: string;
  /** As its own readers write it, for guests to point at; in English where this browser knows no other. */
  own: string;
  /** For staff. */
  english: string;
  /** Of what is written in it. */
  dir: 'ltr' | 'rtl';
}

/**
 * In the order offered at the door; those an operation expects come before. Which way each is written, and what all others
 * are called, the platform knows; of these, browsers on tablets lack too many to be asked. A test holds them to what the
 * platform calls them where it has everything.
 */
const offered: readonly (readonly [tag: string, own: string, english: string])[] = [
  ['ro', 'Română', 'Romanian'],
  ['vi', 'Tiếng Việt', 'Vietnamese'],
  ['sq', 'Shqip', 'Albanian'],
  ['en', 'English', 'English'],
  ['pl', 'Polski', 'Polish'],
  ['zh-Hans', '中文', 'Chinese'],
  ['hi', 'हिन्दी', 'Hindi'],
  ['pa', 'ਪੰਜਾਬੀ', 'Punjabi'],
  ['uk', 'Українська', 'Ukrainian'],
  ['bg', 'Български', 'Bulgarian'],
  ['lv', 'Latviešu', 'Latvian'],
  ['ur', 'اردو', 'Urdu'],
  ['sk', 'Slovenčina', 'Slovak'],
  ['cs', 'Čeština', 'Czech'],
  ['hu', 'Magyar', 'Hungarian'],
  ['ne', 'नेपाली', 'Nepali'],
  ['gu', 'ગુજરાતી', 'Gujarati'],
  ['ru', 'Русский', 'Russian'],
  ['lt', 'Lietuvių', 'Lithuanian'],
  ['es', 'Español', 'Spanish'],
  ['tl', 'Tagalog', 'Tagalog'],
  ['rom', 'Romani čhib', 'Romani'],
  ['ti', 'ትግርኛ', 'Tigrinya'],
  ['ar', 'العربية', 'Arabic'],
  ['bn', 'বাংলা', 'Bengali'],
  ['ml', 'മലയാളം', 'Malayalam'],
  ['ta', 'தமிழ்', 'Tamil'],
  ['fa', 'فارسی', 'Farsi'],
  ['prs', 'دری', 'Dari'],
  ['ps', 'پښتو', 'Pashto'],
  ['ug', 'ئۇيغۇرچە', 'Uyghur'],
  ['sd', 'سنڌي', 'Sindhi'],
  ['ks', 'کٲشُر', 'Kashmiri'],
  ['ku', 'Kurdî', 'Kurdish'],
  ['ckb', 'کوردیی ناوەندی', 'Central Kurdish'],
  ['am', 'አማርኛ', 'Amharic'],
  ['so', 'Soomaali', 'Somali'],
  ['fr', 'Français', 'French'],
  ['pt', 'Português', 'Portuguese'],
  ['it', 'Italiano', 'Italian'],
  ['tr', 'Türkçe', 'Turkish'],
  ['he', 'עברית', 'Hebrew'],
  ['yi', 'ייִדיש', 'Yiddish'],
  ['dv', 'ދިވެހި', 'Dhivehi'],
];

/** Scripts from right to left, for browsers that know a language’s script and not which way it runs. */
const FROM_RIGHT = 'Adlm Arab Aran Hebr Mand Mend Nkoo Rohg Samr Syrc Thaa Yezi';

interface Written extends Intl.Locale {
  getTextInfo?: () => { direction?: string };
  textInfo?: { direction?: string };
}

/** What the platform makes of a tag; `null` of one that is none. */
const asked = <T>(ask: () => T): T | null => {
  try {
    return ask();
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
};

const scriptOf = (tag: string): string => asked(() => new Intl.Locale(tag).maximize().script) ?? '';

/** Which way a language is written. */
export const directionOf = (tag: string): Language['dir'] => {
  const locale = asked((): Written => new Intl.Locale(tag));
  const told = (locale?.getTextInfo?.() ?? locale?.textInfo)?.direction;
  const script = scriptOf(tag);
  return told === 'rtl' || (told !== 'ltr' && script !== '' && FROM_RIGHT.includes(script)) ? 'rtl' : 'ltr';
};

const named = (tag: string, inTag: string): string | undefined =>
  asked(() => new Intl.DisplayNames([inTag], { type: 'language', fallback: 'none' }).of(tag)) ?? undefined;

const made = (tag: string, own: string, english: string): Language => ({ tag, own, english, dir: directionOf(tag) });

export const languages: readonly Language[] = offered.map(([tag, own, english]) => made(tag, own, english));

const unknown: Language = { tag: 'und', own: 'Not sure yet', english: 'Not sure yet', dir: 'ltr' };
const known = new Map([...languages, unknown].map((it) => [it.tag, it]));

/** Of another region, but not of another script: Punjabi of Pakistan is not to be shown in Gurmukhi. */
const listed = (tag: string): Language | undefined => {
  const [base = tag] = tag.split('-');
  const found = known.get(base) ?? languages.find((it) => it.tag.split('-')[0] === base);
  const isChinese = base === 'zh';
  return found && (isChinese || scriptOf(found.tag) === scriptOf(tag)) ? found : undefined;
};

/** A language by its tag. One we do not list is named by the browser; a region we do not list by its language. */
export const languageOf = (tag: string): Language => {
  const found = known.get(tag) ?? listed(tag);
  if (found) return found;
  const english = named(tag, 'en-GB') ?? tag;
  return made(tag, named(tag, tag) ?? english, english);
};

/** Both names in a line of words, each kept to itself whichever way it runs. */
export const bothNames = (tag: string): string => {
  const { own, english } = languageOf(tag);
  return own === english ? english : `\u2068${own}\u2069 · ${english}`;
};

/** The languages expected first, then the rest, each once. */
export const languagesFor = (expected: readonly string[]): readonly (Language & { expected: boolean })[] => {
  const first = new Map(
    expected
      .map(languageOf)
      .filter((it) => it.tag !== 'und')
      .map((it) => [it.tag, it]),
  );
  return [
    ...[...first.values()].map((it) => ({ ...it, expected: true })),
    ...languages.filter((it) => !first.has(it.tag)).map((it) => ({ ...it, expected: false })),
  ];
};
