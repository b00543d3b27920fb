import path from 'node:path';
import { readExamples } from '../core/check/readExamples';
import type { CheckSettings } from '../core/check/trainingFile';
import { isMissing } from '../core/errors';
import { type Choices, layered, type NamedPair } from '../core/project/choices';
import { type FilePart, OtherFile } from '../core/project/exampleLines';
import { projectFileName } from '../core/project/fileName';
import { type FileRole, otherRole, partOf } from '../core/project/partOf';
import { namedFiles, type ProjectFile, readProjectFile } from '../core/project/projectFile';
import { placeAt } from '../core/rows/place';
import { readRows } from '../core/rows/readRows';
import { shapeById } from '../core/shapes/index';
import { defaultTargetId } from '../core/targets/index';
import { targetNamed } from './arguments';
import { exists } from './exists';
import type { CliIo } from './io';
import { createTokenizers, type PlannedTokenizer } from './tokenizer';
import { whyUnreadable } from './unreadable';
import { wholeText } from './wholeText';

/** What holds for one file: what it is checked against, and what was chosen. */
export interface FilePlan {
  readonly settings: Omit<CheckSettings, 'onRuleError'>;
  /** The same with what the file is compared with, which is read for that: only where rules run. */
  readonly compared: () => Promise<FilePlan['settings']>;
  readonly choices: Choices;
  /** What the tokens of its texts are counted with, where it is not a built-in vocabulary. */
  readonly tokenizer?: PlannedTokenizer;
}

/** Finds out what holds for a file; the choices of the command line win over those of project files. */
export type PlanFor = (file: string, flags: Choices) => Promise<FilePlan>;

interface FoundProject {
  readonly folder: string;
  readonly file: ProjectFile;
}

/** Looks for project files and the other files of pairs, and says of each only once what is wrong with it. */
export function createPlans(io: CliIo): PlanFor {
  const found = new Map<string, Promise<FoundProject | undefined>>();
  const told = new Set<string>();
  const tell = (text: string): void => {
    if (told.has(text)) return;
    told.add(text);
    io.err(`exemplar: ${text}\n`);
  };
  const tokenizerAt = createTokenizers(io, tell);

  const projectIn = (folder: string): Promise<FoundProject | undefined> => {
    let project = found.get(folder);
    if (!project) {
      project = readProject(folder);
      found.set(folder, project);
    }
    return project;
  };

  const readProject = async (folder: string): Promise<FoundProject | undefined> => {
    const at = path.join(folder, projectFileName);
    try {
      const file = readProjectFile(await wholeText(io.open(at)));
      await tellFaults(folder, at, file);
      return { folder, file };
    } catch (error) {
      if (!isMissing(error)) tell(`${shown(at)}: ${whyUnreadable(error)}, so it is passed over`);
      const above = path.dirname(folder);
      return above === folder ? undefined : projectIn(above);
    }
  };

  const tellFaults = async (folder: string, at: string, file: ProjectFile): Promise<void> => {
    const faults = [...file.faults];
    for (const { path: where, name } of namedFiles(file.choices)) {
      if (!(await exists(path.resolve(folder, name), io))) faults.push(file.missing(where, name));
    }
    for (const { span, message } of faults) {
      const { line, character } = placeAt(file.text, span.start);
      tell(`${shown(at)}:${line + 1}:${character + 1}: ${message}`);
    }
  };

  const compared = async (file: string, role: FileRole, settings: FilePlan['settings']): Promise<OtherFile | undefined> => {
    const other = new OtherFile(file, path.basename(file), role);
    try {
      other.compareWith(await readExamples(readRows(io.open(file)), settings));
      return other;
    } catch (error) {
      if (!isMissing(error)) tell(`${file}: ${whyUnreadable(error)}, so nothing is compared with it`);
      return undefined;
    }
  };

  const partFor = async (file: string, named: Paired | undefined, settings: FilePlan['settings']): Promise<FilePart | undefined> => {
    const byName = partOf(path.basename(file));
    const wanted = named ?? (byName && { role: byName.role, others: byName.others.map((name) => path.join(path.dirname(file), name)) });
    if (!wanted) return undefined;
    const others = await Promise.all(wanted.others.map((other) => compared(other, otherRole(wanted.role), settings)));
    const there = others.filter((other) => other !== undefined);
    return there.length > 0 ? { role: wanted.role, others: there } : undefined;
  };

  return async (file, flags) => {
    const project = await projectIn(file === '-' ? path.resolve('.') : path.dirname(path.resolve(file)));
    const choices = layered(flags, project?.file.choices ?? {});
    const named = project && file !== '-' ? pairedWith(file, project.folder, choices.pairs ?? []) : undefined;
    const shape = choices.shape === undefined ? undefined : shapeById(choices.shape);
    // Whoever names a file in a pair says that it is training data.
    const assumed = named && (shape ?? shapeById('chat'));
    const settings: FilePlan['settings'] = {
      target: targetNamed(choices.target ?? defaultTargetId),
      severities: choices.rules ?? {},
      ...(shape && { shape }),
      ...(assumed && { assumeShape: assumed }),
    };
    const withPart = async (): Promise<FilePlan['settings']> => {
      const part = file === '-' ? undefined : await partFor(file, named, settings);
      return part ? { ...settings, part } : settings;
    };
    const tokenizer = project && choices.tokenizer !== undefined && tokenizerAt(project.folder, choices.tokenizer);
    return { settings, compared: withPart, choices, ...(tokenizer && { tokenizer }) };
  };
}

/** A file's role and the paths of the files that go with it. */
interface Paired {
  readonly role: FileRole;
  readonly others: readonly string[];
}

/** The files that pairs name beside this one; undefined where no pair names it. */
function pairedWith(file: string, folder: string, pairs: readonly NamedPair[]): Paired | undefined {
  const isFile = (name: string): boolean => path.resolve(folder, name) === path.resolve(file);
  const beside = (name: string): string =>
    path.join(path.dirname(file), path.relative(path.dirname(path.resolve(file)), path.resolve(folder, name)));
  for (const role of ['training', 'validation'] as const) {
    const own = pairs.filter((pair) => isFile(pair[role]));
    if (own.length > 0) return { role, others: own.map((pair) => beside(pair[otherRole(role)])) };
  }
  return undefined;
}

function shown(file: string): string {
  const fromHere = path.relative('.', file);
  return fromHere.startsWith('..') ? file : fromHere;
}
