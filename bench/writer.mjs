import tokens from 'gpt-tokenizer/bpeRanks/o200k_base';

// Words in the order of how often they are written, as near as the order of a vocabulary's tokens tells.
const texts = tokens.map((token) => (typeof token === 'string' ? token : Buffer.from(token).toString('utf8')));
const words = texts.filter((text) => /^ [a-z]{2,}$/.test(text)).map((text) => text.slice(1));
const han = texts.filter((text) => /^\p{Script=Han}+$/u.test(text));
const rareHan = [...'龘靐齉爨饕餮魑魅魍魉蹉跎踟蹰氤氲踌躇旖旎葳蕤缱绻逶迤觊觎龃龉囹圄耄耋饔飧鳏寡孑孓彳亍'];

/** Writes texts that nobody has written before but that are spread like real ones: few words make most of it, and rare ones never end. */
export function createWriter(random) {
  const between = (from, to) => from + Math.floor(random() * (to - from));
  const one = (list) => list[Math.floor(random() * list.length)];
  // Zipf's law, exponent 1: the rank is a power of the count.
  const often = (list, among = list.length) => list[Math.floor(among ** random()) - 1];
  const word = () => {
    const chance = random();
    if (chance < 0.015) return rareWord();
    if (chance < 0.03) return String(between(1, 10 ** between(1, 6)));
    if (chance < 0.05) return `${often(words, 4000)}${one(["'s", "n't", "'ll", "'re"])}`;
    return often(words, 12_000);
  };
  const rareWord = () => {
    const made = often(words) + often(words);
    return random() < 0.5 ? made.charAt(0).toUpperCase() + made.slice(1) : made;
  };
  const sentence = () => {
    let made = '';
    for (let left = between(4, 24); left > 0; left--) made += word() + (left === 1 ? '' : random() < 0.07 ? ', ' : ' ');
    const whole = made.charAt(0).toUpperCase() + made.slice(1);
    if (random() < 0.06) return `"${whole}," ${often(words, 4000)} ${rareWord()}.`;
    return whole + one(['.', '.', '.', '.', '?', '!', ':', ' — yes.']);
  };
  const paragraph = () => Array.from({ length: between(1, 5) }, sentence).join(' ');
  const list = () => Array.from({ length: between(2, 6) }, (_, at) => `${at + 1}. **${rareWord()}**: ${sentence()}`).join('\n');
  const name = () =>
    random() < 0.5 ? `${often(words, 6000)}_${often(words, 6000)}` : often(words, 6000) + rareWord().replace(/^./, (c) => c.toUpperCase());
  const code = () => {
    const lines = [`function ${name()}(${name()}, ${name()}) {`];
    for (let left = between(2, 12); left > 0; left--) {
      lines.push(
        one([
          () => `  const ${name()} = ${name()}.${name()}(${between(0, 5000)}, "${often(words)} ${often(words)}");`,
          () => `  if (${name()} >= ${between(0, 900)} && !${name()}[${between(0, 20)}]) return null;`,
          () => `\tfor (const ${name()} of ${name()}) { ${name()}.push({ ${name()}: ${name()} }); }`,
          () => `    # ${sentence()}`,
          () => `  ${name()} += '\\n' + ${name()}.${name()};`,
        ])(),
      );
    }
    return `\`\`\`\n${lines.join('\n')}\n}\n\`\`\``;
  };
  const chinese = () => {
    let made = '';
    for (let left = between(20, 90); left > 0; left--) {
      made += random() < 0.01 ? one(rareHan) : often(han);
      if (random() < 0.08) made += one(['，', '。', '，', '、', '？']);
    }
    return `${made}。`;
  };
  const piece = () => {
    const chance = random();
    if (chance < 0.62) return paragraph();
    if (chance < 0.76) return list();
    return chance < 0.92 ? code() : chinese();
  };
  return {
    /** Sentences of about so many characters. */
    prose: (characters) => {
      let made = sentence();
      while (made.length < characters) made += ` ${sentence()}`;
      return made;
    },
    /** About so many characters of whatever people write. */
    text: (characters) => {
      let made = piece();
      while (made.length < characters) made += `\n\n${piece()}`;
      return made;
    },
  };
}
