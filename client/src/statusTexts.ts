import * as vscode from 'vscode';
import { State } from 'vscode-languageclient';
import { counted, grouped } from '../../server/src/shared/numbers';
import type { FileStatus } from '../../server/src/shared/protocol';
import { fileName } from './fileName';
import { aboutDollars } from './prices';
import { bySeverity } from './severities';

/** What one language status item shows. */
export interface StatusItem {
  readonly id: string;
  readonly name: string;
  readonly text: string;
  readonly detail?: string;
  readonly busy?: boolean;
  readonly severity?: vscode.LanguageStatusSeverity;
  readonly command?: vscode.Command;
}

/** The status items of a file, as far as its state is known. */
export function describeStatus(state: State, status: FileStatus | undefined): readonly StatusItem[] {
  if (state === State.Stopped || state === State.StartFailed) {
    return [
      {
        ...file,
        text: 'Exemplar is not running',
        detail: 'files are not checked',
        severity: vscode.LanguageStatusSeverity.Error,
        command: { title: 'Restart', command: 'exemplar.restartServer' },
      },
    ];
  }
  if (!status) return [{ ...file, text: 'Exemplar is starting', busy: true }];
  if (status.silent !== undefined) {
    return [
      {
        ...file,
        text: status.isEmpty ? 'Empty file' : 'Not training data',
        detail: status.silent,
        command: { title: 'Check Anyway', command: 'exemplar.checkAsTraining' },
      },
    ];
  }
  return [fileItem(status), ...frequentItems(status), targetItem(status), modelItem(status), ...limitItem(status)];
}

const file = { id: 'file', name: 'Exemplar: File' } as const;

function fileItem({ examples, spreadRecords = 0, shape, pending, problems, comparedWith = [] }: FileStatus): StatusItem {
  const state = pending > 0 ? `${counted(pending, 'line')} still to check` : saidOf(problems) || 'no problems';
  const holds = counted(examples, 'example') + spreadText(spreadRecords);
  return {
    ...file,
    text: shape ? `${holds} (${shape.name})` : holds,
    detail: [state, ...comparedWith.map((uri) => `compared with ${fileName(vscode.Uri.parse(uri))}`)].join(', '),
    busy: pending > 0,
    ...(spreadRecords > 0 && {
      command: {
        title: 'Fix',
        command: 'exemplar.fixFile',
        tooltip: 'Put each record on a line of its own, where a trainer reads it, and see what else can be fixed',
      },
    }),
    ...(problems.found > 0 &&
      spreadRecords === 0 && {
        command: { title: 'By Rule', command: 'exemplar.showProblems', tooltip: 'List the problems of this file by rule' },
      }),
  };
}

/** What is to be said of records that are no examples yet behind the number of those that are; empty where there are none. */
export function spreadText(records: number): string {
  return records === 0 ? '' : `, ${counted(records, 'record')} not on a line of ${records === 1 ? 'its' : 'their'} own`;
}

function saidOf({ rules }: FileStatus['problems']): string {
  const found = { error: 0, warning: 0, info: 0, hint: 0 };
  for (const { severity, count } of rules) found[severity] += count;
  return bySeverity(found);
}

// Fewer are soon read in the Problems view.
const frequent = 10;
const mostFrequentItems = 3;

/** The rules that found the same again and again, each leading to the first place. */
function frequentItems({ uri, problems: { rules } }: FileStatus): readonly StatusItem[] {
  const most = rules.filter(({ count }) => count >= frequent).sort((a, b) => b.count - a.count);
  return most.slice(0, mostFrequentItems).map(({ rule, count, firstLine }, index) => ({
    // Items stand in the order of their ids.
    id: `file.${index}`,
    name: `Exemplar: Frequent Problem ${index + 1}`,
    text: rule,
    detail: `${grouped(count)} times`,
    command: {
      title: `Line ${grouped(firstLine + 1)}`,
      tooltip: 'Go to the first of them',
      command: 'vscode.open',
      arguments: [vscode.Uri.parse(uri, true), { selection: new vscode.Range(firstLine, 0, firstLine, 0) }],
    },
  }));
}

function targetItem({ target, project }: FileStatus): StatusItem {
  return {
    id: 'target',
    name: 'Exemplar: Training Target',
    text: `For ${target.name}`,
    ...(project?.sets.includes('target') && { detail: `as ${fileName(vscode.Uri.parse(project.uri))} says` }),
    // Not what `about` says: a detail is never broken into lines, and would push the command out of sight.
    command: { title: 'Change', command: 'exemplar.selectTarget', tooltip: target.about },
  };
}

function modelItem({ model, tokens, cost, examples }: FileStatus): StatusItem {
  const facts: string[] = [];
  if (tokens) {
    const about = tokens.approximate || tokens.counted < examples ? 'about ' : '';
    facts.push(
      `${about}${counted(tokens.total, 'token')}${tokens.counted < examples ? ` in ${grouped(tokens.counted)} of ${grouped(examples)} examples` : ''}${tokens.by === undefined ? '' : ` by ${tokens.by}`}`,
    );
  }
  if (cost) facts.push(`${aboutDollars(cost.dollars)} for ${counted(cost.epochs, 'epoch')}`);
  return {
    id: 'model',
    name: 'Exemplar: Model, Tokens and Cost',
    text: model ?? 'No model',
    ...(facts.length > 0 && { detail: facts.join(', ') }),
    busy: tokens !== undefined && tokens.counted < examples,
    command: {
      title: 'Change',
      command: 'exemplar.selectModel',
      tooltip: `Choose the model that will be trained${cost ? ` (the price is ${cost.asOf ? `that of ${cost.asOf}` : 'your own'})` : ''}`,
    },
  };
}

function limitItem({ problems: { found, shown } }: FileStatus): readonly StatusItem[] {
  if (found <= shown) return [];
  return [
    {
      id: 'limit',
      name: 'Exemplar: Problems Shown',
      text: `${grouped(shown)} of ${grouped(found)} problems shown`,
      detail: 'the worst ones; VS Code shows no more of one file',
      severity: vscode.LanguageStatusSeverity.Warning,
      command: { title: 'All by Rule', command: 'exemplar.showProblems', tooltip: 'List all problems of this file by rule' },
    },
  ];
}
