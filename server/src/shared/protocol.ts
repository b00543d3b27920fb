import type { TextEdit, WorkDoneProgressParams } from 'vscode-languageserver-protocol';
import type { FileBytes } from '../core/bytes/fileBytes';
import type { RuleProblems, RuleSummary } from '../core/check/problemSummary';
import type { NamedRemains, Remedy, RemedyChoice, Rewrite } from '../core/check/remedies';
import type { Operation } from '../core/fileOps/operation';
import type { ValidationSize } from '../core/fileOps/split';
import { NotificationType, RequestType } from './messageTypes';
import type { PreviewView } from './previewView';
import type { ReportView } from './reportView';

export type { RuleProblems } from '../core/check/problemSummary';
export type { NamedRemains, Remedy, RemedyChoice } from '../core/check/remedies';
export type { Operation } from '../core/fileOps/operation';
export type { ValidationSize } from '../core/fileOps/split';
export { projectFileName } from '../core/project/fileName';

/** What the client hands over in `initialize`. */
export interface InitializationOptions {
  /** The folder of the rule pages as a URI that ends with a slash; diagnostics link into it. */
  readonly rulePages?: string;
  /** The client's own commands that lenses and links may lead to; what others would need is not offered. */
  readonly commands?: readonly string[];
  /** True when the client tells the bytes of files with `fileBytes`; else the server looks itself. */
  readonly tellsBytes?: boolean;
  /** True when the client answers `exemplar/readFile`, `exemplar/listFolder`, `exemplar/statFile` and `exemplar/replaceFile`. */
  readonly readsFiles?: boolean;
  /** True when the client itself complains of JSON that is none and of values that the JSON Schema of project files forbids. */
  readonly checksJson?: boolean;
}

/** Client to server: what the bytes of an open file are on its disk; without `bytes` for a file that is on none. */
export const fileBytes = new NotificationType<{ readonly uri: string; readonly bytes?: FileBytes }>('exemplar/fileBytes');

/** The command with which a quick fix has the client write a file anew as UTF-8; its argument is a `RewriteParams`. */
export const rewriteCommand = 'exemplar.rewriteFile';

/** Which file is to be written anew, and how. */
export interface RewriteParams extends Rewrite {
  readonly uri: string;
}

/**
 * Server to client: the text of a file that need not be open, with `keepMark` its byte order mark too; null when there is no such
 * file, `why` when it cannot be read.
 */
export const readFile = new RequestType<
  { readonly uri: string; readonly keepMark?: boolean },
  { readonly text?: string; readonly why?: string } | null,
  void
>('exemplar/readFile');

/** Server to client: the names in a folder (a URI with a slash at its end); none when there is no such folder. */
export const listFolder = new RequestType<{ readonly uri: string }, readonly string[], void>('exemplar/listFolder');

/** A choice to be written into a project file. */
export interface ProjectChoice {
  /** The URI of the project file. */
  readonly uri: string;
  readonly target?: string;
  /** Null takes the model out, so that the target's usual one holds. */
  readonly model?: string | null;
  /** Null takes it out, so that the target's facts hold. */
  readonly epochs?: number | null;
  readonly pricePerMillion?: number | null;
}

/** Client to server: the edits that write a choice into a project file, in its own style; null when the file cannot be read. */
export const chooseInProject = new RequestType<ProjectChoice, readonly TextEdit[] | null, void>('exemplar/chooseInProject');

/** What is known of an open file; sent by the server whenever it changes. */
export interface FileStatus {
  readonly uri: string;
  /** Why the file is left alone; absent when it is training data. */
  readonly silent?: string;
  /** True when it is left alone because nothing stands in it. */
  readonly isEmpty?: true;
  /** The shape's id and name. */
  readonly shape?: { readonly id: string; readonly name: string };
  readonly target: { readonly id: string; readonly name: string; readonly about: string };
  readonly model?: string;
  /** The project file that holds for it, and what that file sets. */
  readonly project?: { readonly uri: string; readonly sets: readonly string[] };
  /** The URIs of the files that it is compared with. */
  readonly comparedWith?: readonly string[];
  readonly examples: number;
  /** How many records do not stand on a line of their own, so that they are no examples yet; absent where there are none. */
  readonly spreadRecords?: number;
  /** `by` is the path of the tokenizer that they were counted with, as it was given. */
  readonly tokens?: { readonly total: number; readonly counted: number; readonly approximate: boolean; readonly by?: string };
  /** Estimated training cost in US dollars with the number of epochs that it assumes. */
  readonly cost?: { readonly dollars: number; readonly epochs: number; readonly asOf: string };
  /** Lines still to be checked. */
  readonly pending: number;
  /** Problems found, by rule once all lines are checked, and how many of them the client was sent: editors show a limited number. */
  readonly problems: { readonly found: number; readonly shown: number; readonly rules: readonly RuleSummary[] };
}

/** Server to client: the state of an open file for the status item. */
export const fileStatus = new NotificationType<FileStatus>('exemplar/fileStatus');

/** Client to server: check this file as training data although it does not look like it (until it is closed). */
export const treatAsTraining = new NotificationType<{ readonly uri: string }>('exemplar/treatAsTraining');

/** Client to server: the line (from 0) that the cursor is on in the active editor, told once it rests there. */
export const activeLine = new NotificationType<{ readonly uri: string; readonly line: number }>('exemplar/activeLine');

/** A target with its models, for the pickers. */
export interface TargetChoice {
  readonly id: string;
  readonly name: string;
  readonly about: string;
  /** The ids of the shapes that it takes. */
  readonly shapes: readonly string[];
  readonly models: readonly { readonly id: string; readonly note: string }[];
}

/** Client to server: all targets. */
export const listTargets = new RequestType<Record<string, never>, readonly TargetChoice[], void>('exemplar/listTargets');

/** Which document a request is about; what takes long can be cancelled, and tells its progress where it has a token. */
export interface AboutDocument extends WorkDoneProgressParams {
  readonly textDocument: { readonly uri: string };
}

/** What can be done about a file; `training` is false when the file is left alone because it does not look like training data. */
export interface FileRemedies {
  readonly training: boolean;
  readonly remedies: readonly Remedy[];
  readonly remains: NamedRemains;
}

/** Client to server: the remedies for an open file; null when it is not open or they could not be worked out. */
export const listRemedies = new RequestType<AboutDocument, FileRemedies | null, void>('exemplar/listRemedies');

/** Client to server: all that was found in an open file, by rule, the worst first. */
export const listProblems = new RequestType<AboutDocument, readonly RuleProblems[], void>('exemplar/listProblems');

/** Which remedies are to be applied to which file. */
export interface FixFileParams extends AboutDocument {
  readonly remedies: readonly RemedyChoice[];
}

/** What applying remedies comes to: the edits, not yet made, and what checking their result said. */
export interface FixedFile {
  readonly edits: readonly TextEdit[];
  readonly applied: number;
  readonly remains: NamedRemains;
  /** Set when the file is to be written anew as UTF-8 after the edits. */
  readonly rewrite?: Rewrite;
}

/** Client to server: what applying remedies would make of an open file; null when that could not be worked out. */
export const fixFile = new RequestType<FixFileParams, FixedFile | null, void>('exemplar/fixFile');

/** What is to be done with which file as a whole. */
export interface TransformFileParams extends AboutDocument {
  readonly operation: Operation;
}

/** Why something cannot be done, and what to do first; made for people. */
export interface Refused {
  readonly refused: string;
  /** True where the file has to be fixed first. */
  readonly fixFirst?: true;
}

/** Client to server: why an open file cannot be worked on as a whole or, with `moves`, its lines cannot be moved; null when it is not open. */
export const mayTransform = new RequestType<AboutDocument & { readonly moves: boolean }, Record<string, never> | Refused | null, void>(
  'exemplar/mayTransform',
);

/** What an operation comes to: the edits, not yet made, and what they do, as a sentence without a full stop. */
export interface TransformedFile {
  readonly edits: readonly TextEdit[];
  readonly summary: string;
}

/** Client to server: what an operation would make of an open file; null when that could not be worked out. */
export const transformFile = new RequestType<TransformFileParams, TransformedFile | Refused | null, void>('exemplar/transformFile');

/** How a file is to be split. */
export interface SplitFileParams extends AboutDocument {
  readonly size: ValidationSize;
  readonly seed: number;
}

/** The two parts of a file, not yet written. */
export interface SplitFileResult {
  readonly training: { readonly text: string; readonly lines: number };
  readonly validation: { readonly text: string; readonly lines: number };
  /** What comes of it, each as a sentence without a full stop. */
  readonly facts: readonly string[];
}

/** Client to server: the parts for training and for validation of an open file; null when they could not be worked out. */
export const splitFile = new RequestType<SplitFileParams, SplitFileResult | Refused | null, void>('exemplar/splitFile');

/** Client to server: the lines (from 0) of an open file that a query matches; null when that could not be worked out. */
export const findExamples = new RequestType<
  AboutDocument & { readonly query: string },
  { readonly lines: readonly number[]; readonly all: number } | Refused | null,
  void
>('exemplar/findExamples');

/** Which line is to be shown; texts are cut to a length that is quickly drawn unless they are asked for whole. */
export interface PreviewParams extends AboutDocument {
  /** Index from 0. */
  readonly line: number;
  readonly whole: boolean;
  /** Whether to say what trains. */
  readonly training?: boolean;
}

/** Client to server: a line of an open file as a conversation; null when the file is not open or has no such line. */
export const previewLine = new RequestType<PreviewParams, PreviewView | null, void>('exemplar/preview');

/** Which lines are wanted: those that hold a text (whatever its case), those that a rule complains of (`*`: any), or both. */
export interface FindLinesParams extends AboutDocument {
  readonly text?: string;
  readonly rule?: string;
}

/** The lines that match, as indexes from 0 in their order. */
export interface FoundLines {
  readonly lines: readonly number[];
}

/** Client to server: the lines of an open file that match; can be cancelled. */
export const findLines = new RequestType<FindLinesParams, FoundLines, void>('exemplar/findLines');

/** Which report is wanted; `name` is the file's for people. */
export interface DatasetReportParams extends AboutDocument {
  readonly name: string;
}

/** What a file holds and comes to, and the same as Markdown and as a page of HTML; or why there is no report, empty where the request was taken back. */
export type DatasetReportAnswer =
  | { readonly view: ReportView; readonly markdown: string; readonly html: string }
  | { readonly why: string };

/** Client to server: the report of an open file as it is now; can be cancelled. */
export const datasetReport = new RequestType<DatasetReportParams, DatasetReportAnswer, void>('exemplar/datasetReport');

/** Server to client: how many of the lines are read for a report that takes a while. */
export const datasetReportProgress = new NotificationType<{ readonly uri: string; readonly done: number; readonly all: number }>(
  'exemplar/datasetReportProgress',
);

/** A shape that a file can be written in. */
export interface FileConversion {
  readonly id: string;
  readonly name: string;
  /** Whether the file's target trains on it. */
  readonly accepted: boolean;
  /** What the first examples would lose, in clauses. */
  readonly losses: readonly string[];
}

/** The shapes that make sense for a file, the target's first; `training` is false when the file is left alone. */
export interface FileConversions {
  readonly training: boolean;
  /** The name of the shape that it has. */
  readonly from?: string;
  /** The target's name. */
  readonly target: string;
  /** Set where no line can be read by itself, as in files whose examples go over several lines each. */
  readonly unreadable?: boolean;
  readonly choices: readonly FileConversion[];
}

/** Client to server: in which shapes an open file could be written; null when it is not open or that could not be worked out. */
export const listConversions = new RequestType<AboutDocument, FileConversions | null, void>('exemplar/listConversions');

/** Which file is to be written in which shape. */
export interface ConvertFileParams extends AboutDocument {
  /** The shape's id. */
  readonly to: string;
}

/** A file in another shape, not yet written anywhere. */
export interface ConvertedFile {
  readonly text: string;
  /** Lines of it. */
  readonly written: number;
  /** "12 lines read, 11 written as chat messages." */
  readonly summary: string;
  /** What the other shape cannot carry and which lines it left out, each with count and first line. */
  readonly losses: readonly string[];
}

/** Client to server: what an open file becomes in another shape; null when that could not be worked out. */
export const convertFile = new RequestType<ConvertFileParams, ConvertedFile | null, void>('exemplar/convertFile');

/** How examples are to become a prompt. */
export interface MultiShotParams extends AboutDocument {
  /** The lines (from 0, the last included) that hold the examples; all when absent. */
  readonly lines?: readonly { readonly start: number; readonly end: number }[];
  /** Turns with labels, lists of turns in JSON, or prompts and completions for base models. */
  readonly form: 'labelled' | 'keyed' | 'completion';
  /** What the model is to answer; empty: the last example's answer is left open. */
  readonly question: string;
  /** What the two sides are called; empty: as the format does. */
  readonly user: string;
  readonly assistant: string;
}

/** A prompt that shows examples, or prompts and completions as lines. */
export interface MultiShotPrompt {
  /** False when the file is left alone because it does not look like training data. */
  readonly training: boolean;
  /** Empty when no example has an answer. */
  readonly text: string;
  /** Examples that are shown whole. */
  readonly examples: number;
  /** Examples that have no answer. */
  readonly leftOut: number;
  /** What the user should know of it; empty when there is nothing. */
  readonly note: string;
}

/** Client to server: a prompt made of examples of an open file; null when it is not open or that could not be worked out. */
export const multiShot = new RequestType<MultiShotParams, MultiShotPrompt | null, void>('exemplar/multiShot');
