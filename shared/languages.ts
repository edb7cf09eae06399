export interface Language {
  /** BCP 47; `und` where nobody knows yet. */
  tag: string;
  /** As its own readers write it, for guests to point at. */
  own: string;
  /** For staff. */
  english: string;
  dir: 'ltr' | 'rtl';
}

const ltr = (tag: string, own: string, english: string): Language => ({ tag, own, english, dir: 'ltr' });
const rtl = (tag: string, own: string, english: string): Language => ({ tag, own, english, dir: 'rtl' });

/** In the order offered at the door; those an operation expects come before. */
export const languages: readonly Language[] = [
  ltr('ro', 'Română', 'Romanian'),
  ltr('vi', 'Tiếng Việt', 'Vietnamese'),
  ltr('sq', 'Shqip', 'Albanian'),
  ltr('en', 'English', 'English'),
  ltr('pl', 'Polski', 'Polish'),
  ltr('zh-Hans', '中文', 'Chinese'),
  ltr('hi', 'हिन्दी', 'Hindi'),
  ltr('pa', 'ਪੰਜਾਬੀ', 'Punjabi'),
  ltr('uk', 'Українська', 'Ukrainian'),
  ltr('bg', 'Български', 'Bulgarian'),
  ltr('lv', 'Latviešu', 'Latvian'),
  rtl('ur', 'اردو', 'Urdu'),
  ltr('sk', 'Slovenčina', 'Slovak'),
  ltr('cs', 'Čeština', 'Czech'),
  ltr('hu', 'Magyar', 'Hungarian'),
  ltr('ne', 'नेपाली', 'Nepali'),
  ltr('gu', 'ગુજરાતી', 'Gujarati'),
  ltr('ru', 'Русский', 'Russian'),
  ltr('lt', 'Lietuvių', 'Lithuanian'),
  ltr('es', 'Español', 'Spanish'),
  ltr('tl', 'Tagalog', 'Tagalog'),
  ltr('rom', 'Romani čhib', 'Romani'),
  ltr('ti', 'ትግርኛ', 'Tigrinya'),
  rtl('ar', 'العربية', 'Arabic'),
  ltr('bn', 'বাংলা', 'Bengali'),
  ltr('ml', 'മലയാളം', 'Malayalam'),
  ltr('ta', 'தமிழ்', 'Tamil'),
  rtl('fa', 'فارسی', 'Farsi'),
  rtl('prs', 'دری', 'Dari'),
  rtl('ps', 'پښتو', 'Pashto'),
  ltr('ku', 'Kurdî', 'Kurdish'),
  ltr('am', 'አማርኛ', 'Amharic'),
  ltr('so', 'Soomaali', 'Somali'),
  ltr('fr', 'Français', 'French'),
  ltr('pt', 'Português', 'Portuguese'),
  ltr('it', 'Italiano', 'Italian'),
  ltr('tr', 'Türkçe', 'Turkish'),
];

const unknown: Language = { tag: 'und', own: 'Not sure yet', english: 'Not sure yet', dir: 'ltr' };
const known = new Map([...languages, unknown].map((it) => [it.tag, it]));

const named = (tag: string, inTag: string): string => {
  try {
    return new Intl.DisplayNames([inTag], { type: 'language' }).of(tag) ?? tag;
  } catch (error) {
    if (error instanceof RangeError) return tag;
    throw error;
  }
};

/** A language by its tag. One we do not list is named by the browser; a region we do not list by its language. */
export const languageOf = (tag: string): Language => {
  const [base = tag] = tag.split('-');
  const found = known.get(tag) ?? known.get(base) ?? languages.find((it) => it.tag.split('-')[0] === base);
  return found ?? ltr(tag, named(tag, tag), named(tag, 'en-GB'));
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
