// What is common in a language and rare in the others that share its letters.
const commonWords: Readonly<Record<string, string>> = {
  English: 'the and of to is that you for with this what are have not can how your will would which',
  German: 'der die das und ist nicht ich sie mit ein eine den von zu auf für wie kann wird auch',
  French: 'le les des est une vous pour dans que qui pas sur avec je nous mais cette sont être et',
  Spanish: 'el los las una que para por con está como pero más puede este esta muy del hay son y',
  Portuguese: 'os uma não para com você mais como está são isso pelo mas ou ao dos das também foi em',
  Italian: 'il che di non per una sono con della è gli nel più anche questo come ma alla puoi le',
  Dutch: 'het een van niet ik je dat op voor zijn met te wordt naar ook deze kan maar hoe en',
  Polish: 'nie się jest na że to do jak czy dla ale przez może są tego oraz po od co tak',
  Swedish: 'och att det som är för inte på av jag med den har kan om till ett från hur du',
  Turkish: 'bir ve bu için ne da de ile çok daha olarak var mı nasıl gibi olan kadar ben sen değil',
  Indonesian: 'yang dan di untuk dengan ini itu tidak dari saya apa adalah pada bisa anda ke akan dalam atau juga',
  Vietnamese: 'và là của không có tôi cho được một các bạn này với trong người để những như đã khi',
};

const languagesByWord = new Map<string, string[]>();
let longestWord = 0;
for (const [language, words] of Object.entries(commonWords)) {
  for (const word of words.split(' ')) {
    languagesByWord.set(word, [...(languagesByWord.get(word) ?? []), language]);
    longestWord = Math.max(longestWord, word.length);
  }
}

const scripts = [
  ['Latin', /\p{Script=Latin}/gu],
  ['Han', /\p{Script=Han}/gu],
  ['Kana', /[\p{Script=Hiragana}\p{Script=Katakana}]/gu],
  ['Hangul', /\p{Script=Hangul}/gu],
  ['Cyrillic', /\p{Script=Cyrillic}/gu],
  ['Arabic', /\p{Script=Arabic}/gu],
  ['Devanagari', /\p{Script=Devanagari}/gu],
  ['Hebrew', /\p{Script=Hebrew}/gu],
  ['Greek', /\p{Script=Greek}/gu],
  ['Thai', /\p{Script=Thai}/gu],
  ['Bengali', /\p{Script=Bengali}/gu],
  ['Tamil', /\p{Script=Tamil}/gu],
] as const;

// Where nearly all that is written in a script is one language's.
const usualLanguage: Readonly<Record<string, string>> = {
  Han: 'Chinese',
  Kana: 'Japanese',
  Hangul: 'Korean',
  Hebrew: 'Hebrew',
  Greek: 'Greek',
  Thai: 'Thai',
  Tamil: 'Tamil',
};

// Fewer common words than these are names and code.
const fewestWords = 2;

/** What a text is likely written in, in words that claim no more than its letters and most common words tell. */
export function likelyLanguage(text: string): string {
  const ascii = isAscii(text);
  const script = ascii ? (/[a-z]/i.test(text) ? 'Latin' : undefined) : mainScript(text);
  if (script === undefined) return 'no letters';
  const language = script === 'Latin' ? byWords(text) : (usualLanguage[script] ?? byLetters(script, text));
  return language ? `likely ${language}` : `${script} letters`;
}

function isAscii(text: string): boolean {
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) > 0x7f) return false;
  return true;
}

function asciiLetters(text: string): number {
  let letters = 0;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index) | 0x20;
    if (unit >= 0x61 && unit <= 0x7a) letters += 1;
  }
  return letters;
}

function mainScript(text: string): string | undefined {
  let best: string | undefined;
  let letters = 0;
  // Most of most texts is ASCII, where only letters of one script stand.
  const beyond = text.replace(/[^\x80-\uffff]+/g, '');
  const latin = asciiLetters(text);
  for (const [script, pattern] of scripts) {
    const found = (beyond.match(pattern)?.length ?? 0) + (script === 'Latin' ? latin : 0);
    // A sign of Chinese says as much as a word of letters, and Japanese mixes it with its own.
    const weight = script === 'Han' || script === 'Kana' || script === 'Hangul' ? 3 : 1;
    const kana = script === 'Kana' && best === 'Han' && found * 5 > letters / 3;
    if (found > 0 && (kana || found * weight > letters)) [best, letters] = [script, Math.max(letters, found * weight)];
  }
  return best;
}

function byWords(text: string): string | undefined {
  const votes = new Map<string, number>();
  for (const word of text.toLowerCase().match(/\p{L}+/gu) ?? []) {
    if (word.length > longestWord) continue;
    for (const language of languagesByWord.get(word) ?? []) votes.set(language, (votes.get(language) ?? 0) + 1);
  }
  const [first, second] = [...votes].sort(([, a], [, b]) => b - a);
  return first && first[1] >= fewestWords && first[1] > (second?.[1] ?? 0) ? first[0] : undefined;
}

function byLetters(script: string, text: string): string | undefined {
  if (script === 'Cyrillic') return /[іїєґ]/i.test(text) ? 'Ukrainian' : /[ыэъ]/i.test(text) ? 'Russian' : undefined;
  if (script === 'Arabic') return /[پچژگک]/.test(text) ? (/[ٹڈڑے]/.test(text) ? 'Urdu' : 'Persian') : 'Arabic';
  return undefined;
}
