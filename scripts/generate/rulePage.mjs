import { findingsOf, remedyOf } from './engine.mjs';

const remedies = {
  fix: 'A safe quick fix; “Fix All Safe Problems” and fixing on save apply it too.',
  suggestion: 'A quick fix that you choose yourself.',
  undefined: 'None: only you know what was meant.',
};

/** The page of a rule, made from the rule itself and from what it says of its own examples. */
export function rulePage(rule, engine) {
  const { id, summary, why, severity, bad, good } = rule;
  const others = engine.targets.filter((target) => target.severities?.[id] && target.severities[id] !== severity);
  const wordings = engine.targets.filter((target) => target.wordings?.[id]);
  const parts = [
    `# ${id}`,
    summary,
    [
      `- **Severity**: ${severity}${others.map((target) => `; for ${target.name} ${target.severities[id]}`).join('')}`,
      `- **Fix**: ${remedies[remedyOf(rule, engine)]}`,
    ].join('\n'),
    '## Why it matters',
    why,
    ...wordings.map((target) => `${target.name} words it so: “${target.wordings[id].trim().replace(/\{\w+\}/g, 'N')}”`),
    '## Bad',
    ...bad.flatMap((example) => badExample(rule, example, engine)),
    '## Good',
    ...good.flatMap((example) => [fenced(example.lines), ...otherFile(example)]),
    '## To silence it',
    'In `settings.json`, or with another severity (`hint`, `info`, `warning`, `error`):',
    ['```json', `"exemplar.rules": { "${id}": "off" }`, '```'].join('\n'),
  ];
  return `${parts.join('\n\n')}\n`;
}

function badExample(rule, example, engine) {
  const found = findingsOf(rule, example, engine);
  const [first] = found;
  const shown = [
    ...surroundings(example, engine),
    fenced(example.lines),
    ...otherFile(example),
    ...(first ? [`> ${first.message.replaceAll('\n', '\n> ')}`] : []),
  ];
  const [fix] = found.flatMap(({ fixes = [] }) => fixes);
  if (example.fixed && fix) shown.push(`“${fix.title}” makes of it:`, fenced(example.fixed));
  return shown;
}

/** The other file of a pair, where an example has one. */
function otherFile({ other }) {
  return other ? [`beside the ${other.role} file \`${other.name}\`:`, fenced(other.lines)] : [];
}

/** What an example's lines do not tell of it. */
function surroundings({ target, model, today, bytes, tokens }, engine) {
  const facts = [
    target && `for ${engine.targetById(target).name}`,
    model && `with the model ${model}`,
    today && `on ${today}`,
    tokens && `where the line has ${tokens.total.toLocaleString('en')} tokens`,
    bytes && `in a file ${bytesText(bytes)}`,
  ].filter(Boolean);
  if (facts.length === 0) return [];
  const text = `${facts.join(', ')}:`;
  return [text[0].toUpperCase() + text.slice(1)];
}

function bytesText({ size, encoding, mark, invalid }) {
  if (encoding !== 'utf-8') return 'that is UTF-16';
  if (invalid) return 'with bytes that are not UTF-8';
  if (size > 1 << 20) return `of ${Math.round(size / (1 << 20))} MB`;
  return mark ? 'with a byte order mark' : 'without a byte order mark';
}

function fenced(lines) {
  return ['```json', ...lines, '```'].join('\n');
}
