import type { ColumnRoles, Role } from '../reading';
import { normalName, roleHint } from '../transcript/roles';

/** Which columns, by index from 0, hold what a role says, and how sure that is. */
export interface Mapping {
  readonly columns: Readonly<Partial<Record<Role, readonly number[]>>>;
  /** The names or the user say so; otherwise the columns' places and lengths do. */
  readonly certain: boolean;
  /** Columns that the user asked for and nobody has. */
  readonly unknown: readonly string[];
}

// The better name stands first. Words that are roles of a chat (user, prompt, assistant, response …) are known in `roles.ts`.
const words: Readonly<Record<'user' | 'assistant' | 'addition', readonly string[]>> = {
  user: [
    'question, query, ask, request, instruction, instructions, message, ticket, inquiry, enquiry, issue, problem, complaint, description, body, text, utterance, source, term, front, context',
    'frage, anfrage, anliegen, anweisung, nachricht, beschreibung, problem, text, begriff, vorderseite',
    'question, demande, consigne, requête, message, problème, texte, terme, recto',
    'pregunta, consulta, solicitud, instrucción, mensaje, problema, descripción, texto, término',
    'pergunta, consulta, solicitação, instrução, mensagem, problema, descrição, texto, termo',
    'domanda, richiesta, istruzione, messaggio, problema, descrizione, testo, termine',
    'вопрос, запрос, инструкция, сообщение, обращение, проблема, описание, текст',
    '问题, 問題, 提问, 指令, 请求, 消息, 描述, 内容',
    '質問, 問い合わせ, 指示, メッセージ, 内容',
    '질문, 문의, 요청, 지시, 메시지, 내용',
    'السؤال, سؤال, الطلب, طلب, الرسالة, المشكلة, الوصف, النص',
  ],
  assistant: [
    'answer, reply, response, completion, resolution, solution, target, label, expected, ideal, gold, category, summary, translation, definition, explanation, back',
    'antwort, lösung, erwiderung, zusammenfassung, übersetzung, definition, erklärung, kategorie, rückseite',
    'réponse, reponse, solution, résumé, traduction, définition, explication, verso',
    'respuesta, solución, resumen, traducción, definición, explicación, categoría',
    'resposta, solução, resumo, tradução, definição, explicação, categoria',
    'risposta, soluzione, riassunto, traduzione, definizione, spiegazione, categoria',
    'ответ, решение, перевод, определение, объяснение, категория',
    '答案, 回答, 答复, 回复, 解决方案, 翻译, 定义',
    '回答, 答え, 返信, 解決, 翻訳, 定義',
    '답변, 답, 응답, 해결, 번역, 정의',
    'الجواب, جواب, الإجابة, إجابة, الرد, الحل, الترجمة',
  ],
  // What stands beside a request and belongs to it.
  addition: [
    'subject, title, topic, input, context, description, body, message, details, text',
    'betreff, titel, thema, eingabe, beschreibung, nachricht, details, text',
    'objet, sujet, titre, description, message, asunto, título, tema, descripción, mensaje, assunto, descrição, mensagem, oggetto, titolo, descrizione, messaggio',
    'тема, заголовок, описание, сообщение, 标题, 主题, 描述, 内容, 件名, 題名, 内容, 제목, 내용, الموضوع, العنوان, الوصف',
  ],
};
const ranks = {
  user: ranksOf(words.user),
  assistant: ranksOf(words.assistant),
  addition: ranksOf(words.addition),
};
const pairs: readonly (readonly [string, string])[] = [
  ['instruction', 'input'],
  ['instruction', 'context'],
];

/** Tells whether a cell is a known name of a column. */
export function isColumnName(name: string): boolean {
  return score(name, 'user') > 0.3 || score(name, 'assistant') > 0.3 || roleHint(normalName(name))?.role === 'system';
}

/** Maps columns by the names that the user gives, then by their own; then by place: `lengths` are the mean lengths of their cells. */
export function mapColumns(names: readonly string[], lengths: readonly number[], wanted: ColumnRoles | undefined): Mapping {
  const columns: Partial<Record<Role, number[]>> = {};
  const unknown: string[] = [];
  for (const role of ['system', 'user', 'assistant'] as const) {
    const found = (wanted?.[role] ?? []).flatMap((name) => {
      const index = indexOf(names, name);
      if (index === undefined) unknown.push(name);
      return index === undefined ? [] : [index];
    });
    if (found.length > 0) columns[role] = found;
  }
  const free = () => names.flatMap((_, index) => (Object.values(columns).some((taken) => taken?.includes(index)) ? [] : [index]));
  const best = (role: 'user' | 'assistant') =>
    free()
      .map((index) => ({ index, score: score(names[index] ?? '', role) }))
      .reduce<{ index: number; score: number } | undefined>((most, each) => (each.score > (most?.score ?? 0) ? each : most), undefined)
      ?.index;
  const assistant = columns.assistant === undefined ? best('assistant') : undefined;
  if (assistant !== undefined) columns.assistant = [assistant];
  const user = columns.user === undefined ? best('user') : undefined;
  if (user !== undefined) columns.user = withAddition(names, free(), user);
  const system =
    columns.system === undefined ? free().find((index) => roleHint(normalName(names[index] ?? ''))?.role === 'system') : undefined;
  if (system !== undefined) columns.system = [system];
  const certain = columns.user !== undefined && columns.assistant !== undefined;
  if (!certain) guess(columns, free(), lengths);
  return { columns, certain, unknown };
}

// Two columns are asked and answered in that order; of more, the ones with the longest texts.
function guess(columns: Partial<Record<Role, number[]>>, free: readonly number[], lengths: readonly number[]): void {
  const longest = free.toSorted((a, b) => (lengths[b] ?? 0) - (lengths[a] ?? 0));
  const lacking = (['user', 'assistant'] as const).filter((role) => columns[role] === undefined);
  const taken = longest.slice(0, lacking.length).toSorted((a, b) => a - b);
  for (const [index, role] of lacking.entries()) {
    const column = taken[index];
    if (column !== undefined) columns[role] = [column];
  }
}

function withAddition(names: readonly string[], free: readonly number[], user: number): number[] {
  const name = normalName(names[user] ?? '');
  const addition = free.find((index) => {
    const other = normalName(names[index] ?? '');
    if (index === user) return false;
    return pairs.some((pair) => pair.includes(name) && pair.includes(other)) || (isAddition(name) && isAddition(other));
  });
  return addition === undefined ? [user] : [user, addition].toSorted((a, b) => a - b);
}

// "customer message" is a message.
function isAddition(name: string): boolean {
  return ranks.addition.has(name) || ranks.addition.has(name.split(/[\s_\-./]+/).at(-1) ?? '');
}

function score(name: string, role: 'user' | 'assistant'): number {
  const normal = normalName(name)
    .replace(/[_:：]+/g, ' ')
    .trim();
  const whole = scoreWord(normal, role);
  if (whole > 0) return whole;
  const parts = normal.split(/[\s\-./]+/);
  // A longer one is a sentence.
  if (normal.length > 40 || parts.length > 4) return 0;
  // The last word says what it is: "agent reply", "customer question"; whose it is counts for more than nothing.
  return parts.length > 1 ? 0.5 * Math.max(scoreWord(parts.at(-1) ?? '', role), 0.8 * scoreWord(parts[0] ?? '', role)) : 0;
}

function scoreWord(word: string, role: 'user' | 'assistant'): number {
  const hint = roleHint(word);
  if (hint?.role === role && word !== 'input' && word !== 'output') return hint.sure ? 1 : 0.6;
  const rank = ranks[role].get(word) ?? (hint?.role === role ? 3 : undefined);
  return rank === undefined ? 0 : 1 - 0.015 * rank;
}

function ranksOf(rows: readonly string[]): ReadonlyMap<string, number> {
  const ranks = new Map<string, number>();
  for (const row of rows) {
    for (const [index, word] of row.split(', ').entries()) if (!ranks.has(normalName(word))) ranks.set(normalName(word), index);
  }
  return ranks;
}

function indexOf(names: readonly string[], wanted: string): number | undefined {
  const name = normalName(wanted);
  const found = names.findIndex((each) => normalName(each) === name);
  if (found !== -1) return found;
  const number = /^\d{1,4}$/.test(name) ? Number(name) - 1 : -1;
  return number >= 0 && number < names.length ? number : undefined;
}
