import assert from 'node:assert/strict';
import test from 'node:test';
import { likelyLanguage } from '../../../server/src/core/stats/language';

test('texts are taken for what they likely are, and no more', () => {
  for (const [text, language] of [
    ['What is the capital of France, and how do I get there?', 'likely English'],
    ['Wie kann ich mein Passwort ändern? Das ist nicht einfach.', 'likely German'],
    ['Je ne sais pas, mais vous êtes dans la bonne rue pour les enfants.', 'likely French'],
    ['¿Cómo está el perro? Está muy bien, pero los gatos son más tranquilos.', 'likely Spanish'],
    ['Você não pode fazer isso, mas também não é uma má ideia.', 'likely Portuguese'],
    ['你好，请问今天天气怎么样？', 'likely Chinese'],
    ['東京の天気はどうですか。', 'likely Japanese'],
    ['안녕하세요, 오늘 날씨가 어때요?', 'likely Korean'],
    ['Как изменить мой пароль? Это вы знаете.', 'likely Russian'],
    ['Як змінити мій пароль? Це її питання.', 'likely Ukrainian'],
    ['ما هو الطقس اليوم؟', 'likely Arabic'],
    ['Wo? Hm.', 'Latin letters'],
    ['Добар дан', 'Cyrillic letters'],
    ['12 + 30 = 42', 'no letters'],
    ['', 'no letters'],
  ] as const)
    assert.equal(likelyLanguage(text), language, text);
});
