import type { Severity } from '../finding';
import type { JsonSchema, Validate } from '../shapes/jsonSchema';

/** Where a fact comes from and the day (ISO date) on which it was true. */
export interface Sourced {
  readonly source: string;
  readonly asOf: string;
}

/** A number that a target sets, with its source. */
export interface Limit extends Sourced {
  readonly value: number;
}

/** A price in US dollars for a million training tokens. */
export interface Price extends Sourced {
  readonly trainingPerMillion: number;
}

/** A day from which on something is no longer trained. */
export interface Retirement extends Sourced {
  readonly on: string;
}

/** A model that a target trains. */
export interface Model {
  readonly id: string;
  /** The shapes that it learns from; all of the target's when absent. */
  readonly shapes?: readonly string[];
  /** Whether it learns from images; no when absent. */
  readonly images?: boolean;
  /** The tokens' encoding, or `approximate` when the model's own is not at hand. */
  readonly encoding: EncodingChoice;
  /** Tokens of one example that are trained on; what is beyond is cut or refused. */
  readonly contextLimit?: Limit;
  readonly price?: Price;
  /** US dollars for an hour of training, where time is charged and not tokens. */
  readonly hourlyPrice?: Limit;
  /** The day on which the target stops training it. */
  readonly retired?: Retirement;
}

/** A tokenizer's encoding by tiktoken's name; `approximate` counts with o200k_base and says that it is an estimate. */
export type EncodingChoice = 'o200k_base' | 'cl100k_base' | 'o200k_harmony' | 'approximate';

/** What the target does with a key that it does not know. */
export interface KeyPolicy extends Sourced {
  readonly severity: Severity | 'off';
  /** The words in which the service refuses such a key; `{key}` and `{example}` stand for the key and the line's number. */
  readonly wording?: string;
  /** Keys that it knows beside those of the shape. */
  readonly also?: readonly string[];
  /** Keys of the shape that it does not know. */
  readonly except?: readonly string[];
}

/** Which images a target takes; the others it refuses or quietly leaves out. */
export interface ImageLimits extends Sourced {
  /** Images that one example may hold; 0 where none may. */
  readonly perExample: number;
  /** Examples of a file that may hold images. */
  readonly examples?: number;
  /** The size of one image. */
  readonly bytes?: number;
  /** The media types: `image/png`. */
  readonly types?: readonly string[];
}

/** The order in which messages may follow each other. */
export interface OrderPolicy extends Sourced {
  /** Roles with which a conversation may begin; any when absent. */
  readonly first?: readonly string[];
  /** By role, the roles that may come next; any after a role that does not stand here. */
  readonly after?: Readonly<Record<string, readonly string[]>>;
  /** Speakers with which a conversation of turns may end; any when absent. */
  readonly last?: readonly string[];
  readonly severity: Severity;
  /** Whether lines with `tools` are free of it; no when absent. */
  readonly unlessTools?: boolean;
  /** The words in which the service refuses a wrong order; `{role}` and `{previous}` stand for the roles. */
  readonly wording?: string;
}

/** The parts that the content of a message may hold. */
export interface PartsPolicy extends Sourced {
  /** The types by the message's role; those of OpenAI's chat when absent. */
  readonly byRole?: Readonly<Record<string, readonly string[]>>;
  /** Whether contents are lists of parts in all messages of a conversation that holds an image, and plain texts in any other. */
  readonly onlyBesideImages?: true;
}

/** Places whose values follow the target's own form, so that the shape's schema and keys are not asked there. */
export interface OwnPlaces extends Sourced {
  /** Paths with `[]` for any index: `messages[].content[]`; what lies below them is included. */
  readonly places: readonly string[];
}

/** What the target asks of a line beyond the shape's schema. */
export interface Demands extends Sourced {
  /** JSON Schema; only what carries a `complaint` (a sentence of what is wrong and what to do) is reported, with its `severity`. */
  readonly schema: JsonSchema;
  readonly validate: Validate;
}

/** What a target learns of a line, and what it only reads. */
export interface LearningPolicy extends Sourced {
  /** What the assistant says, or every text of the line; in comparisons the two answers either way. */
  readonly learns: 'answers' | 'everything';
  /** Keys of a message that keep it from being learnt where they are 0 or false. */
  readonly switches?: readonly string[];
  /** Whether of a line with tools only the last answer is learnt; no when absent. */
  readonly onlyLastWithTools?: boolean;
  /** The same in the trainer's terms, with the options that change it: sentences, code between back quotes. */
  readonly says: string;
}

/** How a target takes one shape. */
export interface AcceptedShape extends Sourced {
  /** The target's name for this kind of training: "supervised fine-tuning". */
  readonly method: string;
  /** The roles that messages may have. */
  readonly roles?: readonly string[];
  /** The role of messages that call functions, where the target has one of its own. */
  readonly callRole?: string;
  /** Keys that the target refuses or ignores, by where they stand. */
  readonly unknownKeys?: { readonly line?: KeyPolicy; readonly message?: KeyPolicy };
  readonly minExamples?: Limit & { readonly wording?: string };
  readonly maxExamples?: Limit;
  /** The examples that the validation file may hold. */
  readonly maxValidationExamples?: Limit;
  /** Whether a job needs a validation file; no when absent. */
  readonly needsValidation?: boolean;
  /** Absent where nothing is known. */
  readonly images?: ImageLimits;
  /** Absent where any order will do. */
  readonly order?: OrderPolicy;
  /** Absent where messages may hold the parts of OpenAI's chat. */
  readonly parts?: PartsPolicy;
  /** Absent where the shape's schema holds everywhere. */
  readonly ownPlaces?: OwnPlaces;
  readonly demands?: Demands;
  /** Keys that stand in all lines of a file or in none. */
  readonly onAllLines?: Sourced & { readonly keys: readonly string[] };
  /** Severities that differ from the target's for this shape, by rule id. */
  readonly severities?: Readonly<Record<string, Severity | 'off'>>;
  /** Absent where it is not known. */
  readonly learning?: LearningPolicy;
  /** What becomes of an example that is longer than the model's limit. */
  readonly overlong?: Sourced & { readonly fate: 'cut-at-end' | 'dropped' | 'refused' };
  /** The day on which the target stops this kind of training. */
  readonly retired?: Retirement;
}

/** What a target asks of the ids of tool calls. */
export interface ToolCallIds extends Sourced {
  /** The number of letters and digits that an id consists of; any text when absent. */
  readonly alphanumerics?: number;
  /** Whether calls and their answers may go without ids; no when absent. */
  readonly optional?: boolean;
}

/** Who trains on the file: what one trainer accepts, each fact with its source and date. */
export interface Target {
  readonly id: string;
  /** The name that people know: "Azure OpenAI". */
  readonly name: string;
  /** One sentence on the service's state, for the picker. */
  readonly about: string;
  readonly source: string;
  readonly asOf: string;
  readonly shapes: Readonly<Record<string, AcceptedShape>>;
  /** The size of a training file; `beyond` says in a sentence how larger ones are taken, if they are. */
  readonly maxFileBytes?: Limit & { readonly beyond?: string };
  /** How ids of tool calls must look; absent where any text will do. */
  readonly toolCallIds?: ToolCallIds;
  /** Absent where a weight may be written as any number: `1.0`. */
  readonly weights?: Sourced & { readonly wholeNumbers: true };
  /** Whether the file should begin with a byte order mark. */
  readonly byteOrderMark?: Sourced & { readonly wanted: boolean };
  /** Severities that differ from the rules' own. */
  readonly severities?: Readonly<Record<string, Severity | 'off'>>;
  /** The words in which the service refuses what a rule reports, by rule id. */
  readonly wordings?: Readonly<Record<string, string>>;
  readonly models: readonly Model[];
  readonly defaultModel: string;
  /** How many epochs the target trains by default: a number, or the rule that depends on the number of examples; absent where it is not known. */
  readonly epochs?: Sourced & { readonly default: number | 'by-examples' };
  /** The day on which the service takes no new jobs any more. */
  readonly retired?: Retirement;
}
