import { type Diagnostic, RequestType, type WorkDoneProgressParams } from 'vscode-languageserver-protocol';
import type { Severity } from '../core/finding';
import type { AboutDocument, DatasetReportAnswer, DatasetReportParams, RuleProblems } from './protocol';

/** The client reads files for the server that are no larger than this; the server itself reads any that it reaches. */
export const mostClientReads = 256e6;

/** Which example of a file is meant: its line (from 0) when the file was checked, and a number that tells what the line said. */
export interface ExampleMark {
  readonly line: number;
  readonly mark: number;
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

/** Which example is to be read; nothing is read where the file is still the one that `stamp` stands for. */
export interface ReadExampleParams extends ExampleMark {
  readonly uri: string;
  readonly stamp?: string;
}

/** An example as it stands in the file now, where it is still there, and a word that changes with the file. */
export type ReadExample =
  | { readonly text: string; readonly line: number; readonly mark: number; readonly stamp: string }
  | { readonly same: true }
  | { readonly why: string };

/** Client to server: one line of a file on the disk; it is looked for elsewhere when it does not stand where it did. */
export const readExample = new RequestType<ReadExampleParams, ReadExample, void>('exemplar/readExample');

/** What is to stand in the place of an example; no lines take it out. */
export interface WriteExampleParams extends ExampleMark, WorkDoneProgressParams {
  readonly uri: string;
  readonly lines: readonly string[];
}

/** How writing went: the mark of what stands there now, or `why` nothing was changed. */
export type WrittenExample = { readonly line: number; readonly mark: number; readonly stamp: string } | { readonly why: string };

/**
 * Client to server: writes an example back into its file on the disk. The file is the old one until the new one is whole; nothing is
 * changed when the example is no longer there as it was.
 */
export const writeExample = new RequestType<WriteExampleParams, WrittenExample, void>('exemplar/writeExample');

/** Server to client: the size and the stamp of a file; null when there is no such file. */
export const statFile = new RequestType<{ readonly uri: string }, { readonly size: number; readonly stamp: string } | null, void>(
  'exemplar/statFile',
);

/** Server to client: writes the whole text of a file; `why` when that failed. */
export const replaceFile = new RequestType<{ readonly uri: string; readonly text: string }, { readonly why?: string }, void>(
  'exemplar/replaceFile',
);
