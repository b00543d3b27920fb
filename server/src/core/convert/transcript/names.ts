// What writers put before a colon, again and again, that nobody says.
const noSpeakers = new Set(
  [
    'note, notes, nb, n.b, example, examples, e.g, i.e, warning, caution, tip, tips, hint, important, remember, update, edit, ps, p.s, tldr, tl;dr, summary, conclusion',
    'result, results, pros, cons, pro, con, advantages, disadvantages, source, sources, reference, references, see, see also, date, time, from, to, cc, bcc, subject, sent, re, fwd, fw',
    'name, email, e-mail, phone, tel, fax, address, url, http, https, link, website, title, author, version, license, tags, category, keywords, abstract',
    'info, error, warn, debug, fatal, trace, critical, todo, fixme, return, returns, args, arguments, parameters, params, raises, throws, default, type, usage, options, description, status, location, class, classes, event, events, constructor, function, property, files, file, copyright, comment, comments, format, alias, goal, refs, sample',
    'ingredients, method, directions, instructions, serves, total, price, size, color, colour, weight, height, width, where, when, why, who, what, how, because, then, else, if',
    'hinweis, beispiel, achtung, wichtig, tipp, fazit, quelle, quellen, betreff, von, an, datum, uhrzeit, vorteile, nachteile, zutaten, zubereitung, anmerkung',
    'remarque, exemple, attention, astuce, objet, de, à, conclusion, avantages, inconvénients, nota, ejemplo, importante, consejo, asunto, para, fecha, ventajas, desventajas',
    'exemplo, atenção, dica, assunto, data, vantagens, desvantagens, esempio, attenzione, oggetto, vantaggi, svantaggi, примечание, пример, внимание, важно, итог, тема, дата',
    '注, 注意, 例, 例如, 提示, 备注, 備註, 说明, 總結, 总结, メモ, 注釈, 例えば, 참고, 예, 주의, ملاحظة, مثال, تنبيه',
  ]
    .join(', ')
    .split(', '),
);
const numbered =
  /^(?:step|option|chapter|part|section|figure|fig|table|example|case|day|week|page|line|scene|act|rule|item|question|answer|exercise|schritt|teil|kapitel|étape|paso|passo)\.?\s*\p{N}+$/u;
const characters = /^[\p{L}\p{N}@~+][\p{L}\p{M}\p{N} .'’_()&@#+\-·・]*$/u;
const longestName = 40;

/** Tells whether a name may be a speaker's; `key` is the name in lower case. */
export function mayBeSpeaker(name: string, key: string): boolean {
  return name.length <= longestName && characters.test(name) && /\p{L}/u.test(name) && !noSpeakers.has(key) && !numbered.test(key);
}

/** Tells whether a name in a chat program's own form may be a speaker's: anything short that is no log level. */
export function mayBeChatName(name: string, key: string): boolean {
  return name.length <= 60 && !noSpeakers.has(key);
}

/** Tells whether each longer word of the name begins as names do; scripts without capitals pass. */
export function isCapitalised(name: string): boolean {
  const words = name.split(' ');
  if (words.length > 5) return false;
  return words.every((word, index) => (index > 0 && word.length < 4) || !/^\p{Ll}/u.test(word));
}
