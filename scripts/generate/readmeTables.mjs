import { remedyOf } from './engine.mjs';

/** The tables of the README by the name of their place. */
export function readmeTables(engine) {
  return { rules: rulesTable(engine), targets: targetsTable(engine), settings: settingsTable(engine) };
}

/** The table of `docs/what-trains.md`: what each target learns of each structure. */
export function learningTable({ targets, shapeById }) {
  return table(
    ['Target', 'Structure', 'What is learnt', 'Source'],
    targets.flatMap(({ name, shapes }) =>
      Object.entries(shapes).flatMap(([shape, { learning }]) =>
        learning ? [[name, shapeById(shape)?.name ?? shape, learning.says, `${learning.source}, ${learning.asOf}`]] : [],
      ),
    ),
  );
}

function rulesTable(engine) {
  const words = { fix: 'yes', suggestion: 'on request' };
  return table(
    ['Rule', 'Severity', 'Reports', 'Fix'],
    engine.rules.map((rule) => [
      `[\`${rule.id}\`](docs/rules/${rule.id}.md)`,
      rule.severity,
      rule.summary,
      words[remedyOf(rule, engine)] ?? '',
    ]),
  );
}

function targetsTable({ targets, shapeById }) {
  return table(
    ['Target', '`exemplar.target`', 'Takes', 'State', 'As of'],
    targets.map(({ id, name, shapes, about, asOf }) => [
      name,
      `\`${id}\``,
      Object.keys(shapes)
        .map((shape) => shapeById(shape)?.name ?? shape)
        .join(', '),
      about,
      asOf,
    ]),
  );
}

function settingsTable({ settingRows }) {
  return table(
    ['Setting', 'Default', ''],
    settingRows.map(({ name, default: value, description }) => [`\`${name}\``, `\`${JSON.stringify(value)}\``, description]),
  );
}

function table(heads, rows) {
  const line = (cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n');
}
