import type { Role } from '../reading';

/** What a label's name says about its speaker. */
export interface RoleHint {
  readonly role: Role;
  /** A sure name is the role itself ("Assistant"); an unsure one is a person who usually has it ("Support"). */
  readonly sure: boolean;
}

// One row a language. Words of one row of `sure` are all the same speaker.
const sure: Record<Role, readonly string[]> = {
  system: [
    'system, system prompt, system message, developer',
    'systemprompt, systemnachricht',
    'système, invite système',
    'sistema',
    'система, системный промпт',
    '系统, 系統, 系统提示',
    'システム',
    '시스템',
    'النظام, نظام',
  ],
  user: [
    '>',
    'user, human, you said, you, prompt, instruction, input',
    'nutzer, nutzerin, benutzer, benutzerin, anwender, anwenderin, mensch, du hast gesagt, sie sagten',
    'utilisateur, utilisatrice, humain, vous avez dit',
    'usuario, usuaria, humano, humana, has dicho, dijiste, tú dijiste',
    'usuário, usuária, utilizador, utilizadora, você disse',
    'utente, umano, hai detto',
    'пользователь, пользовательница, человек, вы сказали',
    '用户, 用戶, 使用者, 人类, 人類, 你说, 你說, 您说, 您說, 指令, 输入, 輸入',
    'ユーザー, ユーザ, 人間, あなたの発言, あなた',
    '사용자, 유저, 인간, 나의 말',
    'المستخدم, مستخدم, المستخدمة, الإنسان, قلت',
  ],
  assistant: [
    '<',
    'assistant, ai, ai assistant, bot, chatbot, chatgpt, gpt, model, llm, response, output',
    'assistent, assistentin, ki, ki-assistent',
    'assistante, ia, assistant ia',
    'asistente',
    'assistente, assistente ia',
    'ассистент, помощник, ии, бот, чат-бот, модель, нейросеть',
    '助手, 助理, 人工智能, 机器人, 機器人, 模型, 输出, 輸出, 回复, 回覆',
    'アシスタント, ボット, チャットボット',
    '어시스턴트, 도우미, 인공지능, 봇, 챗봇',
    'المساعد, مساعد, المساعدة, الذكاء الاصطناعي, البوت, الروبوت',
  ],
};

const unsure: Record<Exclude<Role, 'system'>, readonly string[]> = {
  user: [
    'customer, client, caller, visitor, guest, me, student, pupil, patient, interviewer, buyer, requester',
    'kunde, kundin, ich, du, besucher, anrufer, schüler, patientin',
    'cliente, moi, vous, visiteur, élève',
    'yo, tú, usted, estudiante, paciente',
    'eu, você, aluno',
    'io, tu, studente, paziente',
    'клиент, покупатель, заказчик, я, вы, ученик, пациент',
    '客户, 客戶, 顾客, 顧客, 我, 学生, 患者',
    'お客様, 顧客, 客, 私, 学生',
    '고객, 손님, 나, 학생, 환자',
    'العميل, عميل, الزبون, أنت, أنا, الطالب, المريض',
  ],
  assistant: [
    'support, customer support, customer service, support agent, agent, helpdesk, help desk, operator, advisor, representative, rep, teacher, tutor, coach, doctor, therapist, expert, interviewee',
    'berater, beraterin, kundendienst, kundenservice, mitarbeiter, mitarbeiterin, lehrer, lehrerin, arzt, ärztin, experte',
    'conseiller, conseillère, service client, agente, professeur, médecin, expert',
    'soporte, atención al cliente, profesor, profesora, médico, experto',
    'suporte, atendente, atendimento, professor, especialista',
    'supporto, assistenza, operatore, operatrice, insegnante, esperto',
    'поддержка, техподдержка, служба поддержки, оператор, консультант, менеджер, учитель, врач, эксперт',
    '客服, 客服人员, 支持, 老师, 医生, 专家',
    'サポート, オペレーター, 担当者, 店員, 先生',
    '상담원, 상담사, 지원, 고객센터, 선생님, 의사',
    'الدعم, الدعم الفني, خدمة العملاء, الوكيل, الموظف, المعلم, الطبيب',
  ],
};

// Products that people keep transcripts of, with their versions and what pages print behind them ("ChatGPT said").
const behind = String.raw`(?:[ -](?:\d[\p{L}\d.]*|opus|sonnet|haiku|pro|flash|ultra|nano|mini|turbo|plus|max|large|small|chat|instruct))*(?: ?(?:said|says|hat gesagt|a dit|dijo|ha dicho|disse|ha detto|сказал|说|說|の発言|의 말))?$`;
const surely = new RegExp(
  String.raw`^(?:(?:o |l')?chatgpt|gpt[- ]?\d[\p{L}\d.]*|(?:microsoft |github )?copilot|deepseek|le chat)${behind}`,
  'u',
);
// These may also be persons.
const perhaps = new RegExp(`^(?:claude|gemini|llama|mistral|grok|qwen|perplexity|bard)${behind}`, 'u');
const namesABot = /(?:bot|ботом|бот|ボット|봇)$|(?:^|[\s(])(?:ai|ki|ia|ии)(?:$|[\s)])|assistant|機器人|机器人/u;

const hints = tabulate();

/** What the name of a speaker says about the role, in any of the languages above; undefined for other names. */
export function roleHint(name: string): RoleHint | undefined {
  const normal = normalName(name);
  const known = hints.get(normal);
  if (known !== undefined) return known;
  if (surely.test(normal)) return { role: 'assistant', sure: true };
  return perhaps.test(normal) ? { role: 'assistant', sure: false } : undefined;
}

/** Tells whether a name sounds like a machine's: "SupportBot", "Acme AI". */
export function soundsLikeBot(name: string): boolean {
  return namesABot.test(normalName(name));
}

/** The name in the form in which two spellings of it are equal. */
export function normalName(name: string): string {
  return name.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}

function tabulate(): ReadonlyMap<string, RoleHint> {
  const table = new Map<string, RoleHint>();
  const enter = (rows: readonly string[], hint: RoleHint) => {
    for (const name of rows.join(', ').split(', ')) if (!table.has(normalName(name))) table.set(normalName(name), hint);
  };
  for (const role of ['system', 'user', 'assistant'] as const) enter(sure[role], { role, sure: true });
  for (const role of ['user', 'assistant'] as const) enter(unsure[role], { role, sure: false });
  return table;
}
