import { corpus } from './corpus.mjs';
import { load } from './engine.mjs';
import { show, spread, timed } from './statistics.mjs';

/** Checking a file from cold with all rules, against parsing each of its lines with `JSON.parse`. */
export async function checking({ megabytes, runs }) {
  const { TrainingFile } = await load('server/src/core/check/trainingFile');
  const { targetById } = await load('server/src/core/targets/index');
  const settings = { target: targetById('openai'), severities: {}, onRuleError: fail };
  const lines = corpus(megabytes * 1e6);
  const text = `${lines.join('\n')}\n`;
  const ratios = [];
  let last = '';
  for (let run = 0; run < runs; run++) {
    const floor = timed(() => lines.map((line) => JSON.parse(line).length)).milliseconds;
    const check = timed(() => {
      const file = new TrainingFile(text, settings);
      file.check.checkPending(() => true);
      return file.check.findings();
    }).milliseconds;
    ratios.push(check / floor);
    last = `${show(check)} ms against ${show(floor)} ms`;
  }
  return [
    {
      what: 'check from cold ÷ `JSON.parse` of every line',
      result: spread(ratios),
      goal: '≤ 1.5',
      detail: `${lines.length} lines; last run ${last}`,
    },
  ];
}

function fail(rule, error) {
  throw new Error(rule, { cause: error });
}
