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
    ...wordings.map((target) => `${target.name} words it so: “${target.wordings[id].trim()}”`),
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
  const target = example.target ? [`For ${engine.targetById(example.target).name}:`] : [];
  const shown = [
    ...target,
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

function fenced(lines) {
  return ['```json', ...lines, '```'].join('\n');
}
