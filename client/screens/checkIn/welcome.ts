/** "We are here to help you. You can leave when you want." Drafts: nobody qualified has checked them yet. */
const phrases: Record<string, string> = {
  en: 'We are here to help you. You can leave when you want.',
  ro: 'Suntem aici să vă ajutăm. Puteți pleca oricând doriți.',
  vi: 'Chúng tôi ở đây để giúp bạn. Bạn có thể rời đi bất cứ lúc nào bạn muốn.',
  sq: 'Jemi këtu për t’ju ndihmuar. Mund të largoheni kur të dëshironi.',
  pl: 'Jesteśmy tu, żeby pomóc. Możesz wyjść, kiedy chcesz.',
  'zh-Hans': '我们在这里帮助您。您想离开时，随时可以离开。',
  hi: 'हम आपकी मदद के लिए यहाँ हैं। आप जब चाहें जा सकते हैं।',
  pa: 'ਅਸੀਂ ਤੁਹਾਡੀ ਮਦਦ ਲਈ ਇੱਥੇ ਹਾਂ। ਤੁਸੀਂ ਜਦੋਂ ਚਾਹੋ ਜਾ ਸਕਦੇ ਹੋ।',
  uk: 'Ми тут, щоб допомогти вам. Ви можете піти, коли захочете.',
  bg: 'Ние сме тук, за да ви помогнем. Можете да си тръгнете, когато поискате.',
  lv: 'Mēs esam šeit, lai jums palīdzētu. Jūs varat doties prom, kad vēlaties.',
  ur: 'ہم آپ کی مدد کے لیے یہاں ہیں۔ آپ جب چاہیں جا سکتے ہیں۔',
  sk: 'Sme tu, aby sme vám pomohli. Môžete odísť, kedy chcete.',
  cs: 'Jsme tu, abychom vám pomohli. Můžete odejít, kdy chcete.',
  hu: 'Azért vagyunk itt, hogy segítsünk. Elmehet, amikor szeretne.',
  ne: 'हामी तपाईंलाई सहयोग गर्न यहाँ छौं। तपाईं चाहेको बेला जान सक्नुहुन्छ।',
  gu: 'અમે તમારી મદદ માટે અહીં છીએ. તમે જ્યારે ઇચ્છો ત્યારે જઈ શકો છો.',
  ru: 'Мы здесь, чтобы помочь вам. Вы можете уйти, когда захотите.',
  lt: 'Mes esame čia, kad jums padėtume. Galite išeiti, kada norite.',
  es: 'Estamos aquí para ayudarle. Puede irse cuando quiera.',
  tl: 'Narito kami para tulungan ka. Maaari kang umalis kung kailan mo gusto.',
  ar: 'نحن هنا لمساعدتك. يمكنك المغادرة متى شئت.',
  bn: 'আমরা আপনাকে সাহায্য করতে এখানে আছি। আপনি যখন চান চলে যেতে পারেন।',
  fa: 'ما اینجا هستیم تا به شما کمک کنیم. هر وقت بخواهید می‌توانید بروید.',
  fr: 'Nous sommes là pour vous aider. Vous pouvez partir quand vous voulez.',
  pt: 'Estamos aqui para ajudar. Pode sair quando quiser.',
  it: 'Siamo qui per aiutare. Può andare via quando vuole.',
  tr: 'Size yardım etmek için buradayız. İstediğiniz zaman gidebilirsiniz.',
};

export const englishWelcome = phrases['en'] ?? '';

/** The welcome in a language, or `null` where nobody has drafted one. */
export const welcomeIn = (tag: string): string | null => phrases[tag] ?? null;
