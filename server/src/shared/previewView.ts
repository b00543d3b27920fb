import type { Severity } from '../core/finding';
import type { Path } from '../core/json/path';
import type { Span } from '../core/json/positions';
import type { Training } from '../core/training/learning';

export type { Path } from '../core/json/path';
export type { Span } from '../core/json/positions';

/** A text, perhaps cut; `length` is that of the whole in UTF-16 units. */
export interface PreviewText {
  readonly text: string;
  readonly length: number;
}

/** A finding as people read it. */
export interface PreviewFinding {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  /** The place that it blames, in the line. */
  readonly span: Span;
}

/** One piece of what a message says. */
export type PreviewPart =
  | { readonly kind: 'text'; readonly text: PreviewText }
  | { readonly kind: 'refusal'; readonly text: PreviewText }
  /** A text that is JSON: as it stands, and laid out to read. */
  | { readonly kind: 'json'; readonly text: PreviewText; readonly pretty: PreviewText }
  | {
      readonly kind: 'image';
      /** The address as it stands; nobody has looked whether it is one. */
      readonly url: string;
      readonly alt?: string;
      readonly detail?: string;
      /** Pixels, where the image lies in the line and says so. */
      readonly size?: { readonly width: number; readonly height: number };
    }
  /** A text in which an example is cut: what is left of it and what is lost, without what is far from the cut. */
  | {
      readonly kind: 'cut';
      readonly before: string;
      readonly after: string;
      /** UTF-16 units before and behind these that are not here. */
      readonly skippedBefore: number;
      readonly skippedAfter: number;
    }
  /** Audio, files and what nobody knows: as JSON under the name of its kind. */
  | { readonly kind: 'other'; readonly label: string; readonly json: PreviewText };

/** A call of a tool with the message that answers it, where one does. */
export interface PreviewCall {
  readonly id?: string;
  readonly name: string;
  /** Pretty JSON where `json` is true, else as they stand. */
  readonly arguments: PreviewText;
  readonly json: boolean;
  /** What stands for the call in the line. */
  readonly span: Span;
  readonly result?: PreviewMessage;
}

/** One message of an example. */
export interface PreviewMessage {
  readonly path: Path;
  /** The whole message in the line. */
  readonly span: Span;
  /** What it says in the line: to select. */
  readonly content: Span;
  /** Leads to its text, where it says one text and nothing else. */
  readonly textPath?: Path;
  readonly role: 'system' | 'user' | 'assistant' | 'tool' | 'other';
  /** The role as the line spells it; empty where it has none. */
  readonly spelling: string;
  readonly name?: string;
  readonly parts: readonly PreviewPart[];
  readonly reasoning?: PreviewText;
  readonly calls: readonly PreviewCall[];
  readonly training: Training;
  /** Why an answer is not learnt. */
  readonly why?: string;
  readonly tokens?: number;
  readonly findings: readonly PreviewFinding[];
  /** What training makes of it; there where that was asked for. */
  readonly lot?: {
    readonly kind: 'learnt' | 'read' | 'compared' | 'cut';
    /** Whether only its beginning is left, because the limit falls in it. */
    readonly isPart: boolean;
  };
}

/** What a target's training makes of a line. */
export interface PreviewTraining {
  /** One sentence; where nothing is learnt, why. */
  readonly headline: string;
  readonly isNothing: boolean;
  /** Tokens; absent where they are not counted, or not yet. */
  readonly counts?: {
    readonly learnt: number;
    readonly read: number;
    readonly cut: number;
    readonly total: number;
    readonly approximate: boolean;
    /** Who charges for what is learnt and read, where somebody does. */
    readonly billedBy?: string;
  };
  /** Facts about the trainer, with code between back quotes, and where each was read. */
  readonly notes: readonly { readonly text: string; readonly source?: string }[];
}

/** A list of messages, or one side of a comparison. */
export interface PreviewSection {
  readonly side?: 'preferred' | 'rejected';
  readonly messages: readonly PreviewMessage[];
}

/** A tool that a line declares; `json` is its definition. */
export interface PreviewTool {
  readonly name: string;
  readonly description?: string;
  readonly json: PreviewText;
}

/** A member of the line that is no part of the conversation. */
export interface PreviewMember {
  readonly key: string;
  readonly json: PreviewText;
  readonly span: Span;
}

/** What the whole line comes to. */
export interface PreviewTokens {
  readonly total: number;
  readonly approximate: boolean;
  /** Why it is an estimate. */
  readonly why?: string;
  /** The path of the tokenizer that texts were counted with, as it was given. */
  readonly by?: string;
  /** The model that they are counted for, and how many of them it takes. */
  readonly model: string;
  readonly limit?: number;
}

/** One line of a training file as a conversation to read. */
export interface PreviewView {
  readonly uri: string;
  /** Index from 0. */
  readonly line: number;
  /** How many lines the file has, without an empty last one. */
  readonly lines: number;
  /** `broken` lines are no JSON and show what can be read; `other` lines are JSON that is no example. */
  readonly state: 'example' | 'broken' | 'other' | 'blank';
  /** How to begin, where the whole file is empty. */
  readonly howToBegin?: string;
  /** The name of the line's shape. */
  readonly shape?: string;
  readonly sections: readonly PreviewSection[];
  /** Says that what the target learns of such lines is not known, and what is shown instead. */
  readonly usual?: string;
  readonly tools: readonly PreviewTool[];
  readonly members: readonly PreviewMember[];
  readonly tokens?: PreviewTokens;
  /** What trains, where that was asked for and the line is an example. */
  readonly training?: PreviewTraining;
  /** Findings about the line as a whole, or about what no message holds. */
  readonly findings: readonly PreviewFinding[];
  /** The line as it stands. */
  readonly raw: PreviewText;
  /** Where a broken line breaks. */
  readonly fault?: Span;
  /** The rules that found something in the file, with the number of lines, most first. */
  readonly problems: readonly { readonly rule: string; readonly lines: number }[];
}
