import assert from 'node:assert/strict';
import test from 'node:test';
import { checkText, foundInUserText } from '../support/checkText';

function damagedIn(text: string): string[] {
  return foundInUserText(text, 'damaged-text').flatMap(({ place }) => (place.at === 'text' ? [text.slice(place.start, place.end)] : []));
}

const sound = [
  '« déjà vu », voilà…» café”… à la carte',
  'AMANHÃ” e NÃO, São Paulo, MAÇÃ',
  'Spaß“, Übermaß”, 20 °C, Ärger',
  'Əvət Ä°, naïve ïdea, â',
  '日本語 текст العربية 😀',
];
for (const text of sound) test(`sound: ${text}`, () => assert.deepEqual(damagedIn(text), []));

const damaged: Readonly<Record<string, string>> = {
  'Itâ€™s': 'â€™',
  'cafÃ© noir': 'Ã©',
  'Â£5': 'Â£',
  'ðŸ˜€': 'ðŸ˜€',
  'æ—¥æœ¬ã€‚': 'æ—¥',
  'lost \ufffd letter': '\ufffd',
};
for (const [text, found] of Object.entries(damaged)) test(`damaged: ${text}`, () => assert.deepEqual(damagedIn(text), [found]));

test('escaped letters are looked at too', () => {
  const line = '{"messages":[{"role":"user","content":"caf\\u00c3\\u00a9"},{"role":"assistant","content":"yes"}]}';
  assert(
    checkText(line)
      .findings()
      .some(({ finding }) => finding.rule === 'damaged-text'),
  );
});
