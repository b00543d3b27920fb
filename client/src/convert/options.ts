import type { ConvertParams } from '../../../server/src/shared/convertProtocol';

/**
 * What a key binding or a task may give to the convert command; what is given is not asked for.
 * `{ "reading": "transcript", "destination": "train.jsonl" }` appends to that file of the workspace without a question.
 */
export interface ConvertCommandOptions {
  /** The id of a reading, or `best` for the first one offered. */
  readonly reading?: string;
  /** `new`, `replace`, `clipboard`, or the path or URI of the file to append to. */
  readonly destination?: string;
  readonly shape?: ConvertParams['shape'];
  readonly system?: string;
  /** The speaker who is to be the assistant. */
  readonly assistant?: string;
  /** The prompt of running text that is an answer. */
  readonly prompt?: string;
  /** Leaves lines of prose as they are where they are broken because they are full. */
  readonly keepLineBreaks?: boolean;
}

/** Reads the argument of the command; what is of a wrong kind, such as the URI that a menu passes, counts as absent. */
export function readConvertOptions(argument: unknown): ConvertCommandOptions {
  if (typeof argument !== 'object' || argument === null || 'scheme' in argument) return {};
  const given = argument as Readonly<Record<string, unknown>>;
  const text = (name: string): object => (typeof given[name] === 'string' ? { [name]: given[name] } : {});
  return {
    ...text('reading'),
    ...text('destination'),
    ...text('system'),
    ...text('assistant'),
    ...text('prompt'),
    ...(typeof given.keepLineBreaks === 'boolean' ? { keepLineBreaks: given.keepLineBreaks } : {}),
    ...(given.shape === 'chat' || given.shape === 'completion' ? { shape: given.shape } : {}),
  };
}
