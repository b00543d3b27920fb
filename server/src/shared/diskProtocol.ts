import type { Diagnostic, WorkDoneProgressParams } from 'vscode-languageserver-protocol';
import type { RuleProblems, RuleSummary } from '../core/check/problemSummary';
import type { Severity } from '../core/finding';
import { RequestType } from './messageTypes';
import type { AboutDocument, DatasetReportAnswer, DatasetReportParams } from './protocol';

/** The client reads files for the server that are no larger than this; the server itself reads any that it reaches. */
export const mostClientReads = 256e6;

/**
 * Which example of a file is meant: its line (from 0) when the file was checked, and a number that tells what the line said. Without
 * the number, as where a rule speaks about a line whose text was not kept, it is whatever stands there.
 */
export interface ExampleMark {
  readonly line: number;
  readonly mark?: number;
}

/** A problem of a file that is not open, and the example that it is about. */
export interface DiskProblem extends ExampleMark {
  readonly diagnostic: Diagnostic;
}

/** What checking a file from disk said. */
export interface DiskCheck {
  readonly target: string;
  /** The name of the shape that it has. */
  readonly shape: string;
  readonly examples: number;
  /** How many records do not stand on a line of their own, so that they are no examples yet. */
  readonly spreadRecords: number;
  /** In bytes. */
  readonly size: number;
  readonly found: Readonly<Record<Severity, number>>;
  /** All that was found, by rule, the worst first, each with the first example that it is about. */
  readonly rules: readonly (RuleProblems & { readonly first: ExampleMark })[];
  /** As many as editors show of a file, the worst ones, in the order of lines. */
  readonly problems: readonly DiskProblem[];
}

/** Which file is to be checked; with `assume` it is taken for training data whatever its lines look like. */
export interface CheckOnDiskParams extends AboutDocument, WorkDoneProgressParams {
  readonly assume: boolean;
}

/** Why there is no result: made for people, empty where the request was taken back. */
export interface NotOnDisk {
  readonly why: string;
  /** True when the file was read and is no training data. */
  readonly silent?: boolean;
}

/** Client to server: checks a file as it lies on the disk, in little memory; can be cancelled, and tells its progress. */
export const checkOnDisk = new RequestType<CheckOnDiskParams, DiskCheck | NotOnDisk, void>('exemplar/checkOnDisk');

/** Client to server: the dataset report of a file as it lies on the disk, every token counted; can be cancelled, and tells its progress. */
export const reportOnDisk = new RequestType<DatasetReportParams & WorkDoneProgressParams, DatasetReportAnswer, void>(
  'exemplar/reportOnDisk',
);

/** Examples that follow each other in a file. */
export interface ExamplesPlace {
  readonly uri: string;
  /** The first line (from 0). */
  readonly line: number;
  readonly count: number;
  /** What they said, joined by line feeds; without it those are meant that stand there. */
  readonly mark?: number;
}

/** Which examples are to be read; nothing is read where the file is still the one that `stamp` stands for. */
export interface ReadExamplesParams extends ExamplesPlace {
  readonly stamp?: string;
}

/** Examples as they stand in the file now, and a word that changes with the file. */
export type ReadExamples =
  | { readonly texts: readonly string[]; readonly line: number; readonly mark: number; readonly stamp: string }
  | { readonly same: true }
  | NotThere;

/** Why there are no such examples; `gone` when the file was read and they are no longer in it as they were. */
export interface NotThere {
  readonly why: string;
  readonly gone?: true;
}

/** Client to server: lines of a file on the disk; they are looked for elsewhere when they do not stand where they did. */
export const readExamples = new RequestType<ReadExamplesParams, ReadExamples, void>('exemplar/readExamples');

/** What is to stand in the place of examples; no lines take them out. */
export interface WriteExamplesParams extends ExamplesPlace, WorkDoneProgressParams {
  readonly lines: readonly string[];
  /** Adds the lines at the end of the file and replaces nothing. */
  readonly append?: boolean;
}

/** How writing went: what stands there now and what is wrong with it, or `why` nothing was changed. */
export type WrittenExamples =
  | {
      readonly line: number;
      readonly mark: number;
      readonly stamp: string;
      readonly problems: readonly DiskProblem[];
      /** What was wrong with the lines that were replaced; what rules about the whole file say is in neither. */
      readonly before: readonly RuleSummary[];
      /** What is wrong with those in their place. */
      readonly after: readonly RuleProblems[];
    }
  | NotThere;

/**
 * Client to server: writes examples back into their file on the disk. The file is the old one until the new one is whole; nothing is
 * changed when they are no longer there as they were.
 */
export const writeExamples = new RequestType<WriteExamplesParams, WrittenExamples, void>('exemplar/writeExamples');

/** Server to client: the size and the stamp of a file; null when there is no such file. */
export const statFile = new RequestType<{ readonly uri: string }, { readonly size: number; readonly stamp: string } | null, void>(
  'exemplar/statFile',
);

/** Server to client: writes the whole text of a file; `why` when that failed. */
export const replaceFile = new RequestType<{ readonly uri: string; readonly text: string }, { readonly why?: string }, void>(
  'exemplar/replaceFile',
);
