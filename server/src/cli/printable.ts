const unprintable = /\p{Cc}|\p{Cs}|\p{Zl}|\p{Zp}|\p{Bidi_Control}/gu;

/** Control characters as their pictures, so that one stays one column and none reaches the terminal. */
export function printable(text: string): string {
  return text.replace(unprintable, picture);
}

/** The same of a text of several lines, whose line breaks and tabs stay. */
export function printableLines(text: string): string {
  return text.replace(unprintable, (character, at: number) => {
    const stays = character === '\n' || character === '\t' || (character === '\r' && text[at + 1] === '\n');
    return stays ? character : picture(character);
  });
}

function picture(character: string): string {
  const code = character.charCodeAt(0);
  return code < 0x20 ? String.fromCharCode(0x2400 + code) : '\ufffd';
}
