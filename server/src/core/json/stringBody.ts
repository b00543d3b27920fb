import { endOfEscape, unitsOfBody } from './escapes';
import type { QuoteStyle } from './looseTokens';

/** Is told of each thing in a string's body that JSON does not allow. */
export interface BodyReport {
  readonly fault: (cause: 'control-character' | 'invalid-escape' | 'python-escape', start: number, end: number, certain: boolean) => void;
  readonly edit: (start: number, end: number, text: string) => void;
  /** Whether so many edits were made that there is no use in more. */
  readonly isHopeless: () => boolean;
}

// Whether a longer body holds a fault at all is told by searches, which pass over most of it.
const shortestLook = 1000;

const quote = 0x22;
const backslash = 0x5c;
const shortEscapes: Readonly<Record<string, string>> = { '\b': '\\b', '\t': '\\t', '\n': '\\n', '\f': '\\f', '\r': '\\r' };
const pythonEscape = /\\(?:x([0-9a-fA-F]{2})|U([0-9a-fA-F]{8}))/y;

/**
 * Finds what JSON does not allow between the quotes of a string, and the edits that make it a JSON string's body with the
 * same meaning. Offsets are UTF-16 units of the line.
 */
export function checkBody(text: string, start: number, end: number, style: QuoteStyle, report: BodyReport): void {
  if (style === 'double' && end - start > shortestLook && unitsOfBody(text.slice(start, end)) !== undefined) return;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x20) {
      report.fault('control-character', at, at + 1, true);
      report.edit(at, at + 1, escapeControl(code));
      if (report.isHopeless()) return;
    } else if (code === backslash) {
      at = checkEscape(text, at, style, report) - 1;
      if (report.isHopeless()) return;
    } else if (code === quote && style !== 'double') {
      report.edit(at, at, '\\');
      if (report.isHopeless()) return;
    }
  }
}

/** Returns the offset behind the escape. */
function checkEscape(text: string, start: number, style: QuoteStyle, report: BodyReport): number {
  const behind = endOfEscape(text, start);
  if (behind > start) return behind;
  pythonEscape.lastIndex = start;
  const python = pythonEscape.exec(text);
  const codePoint = python ? Number.parseInt(python[1] ?? python[2] ?? '', 16) : 0;
  if (python && codePoint <= 0x10ffff) {
    const end = pythonEscape.lastIndex;
    if (style !== 'single') report.fault('python-escape', start, end, true);
    report.edit(start, end, escapeCodePoint(codePoint));
    return end;
  }
  if (text[start + 1] === "'") {
    if (style !== 'single') report.fault('invalid-escape', start, start + 2, true);
    report.edit(start, start + 1, '');
    return start + 2;
  }
  // Most often a backslash of LaTeX, of a regular expression or of a Windows path that was not doubled.
  report.fault('invalid-escape', start, Math.min(start + 2, text.length), false);
  report.edit(start, start, '\\');
  return start + 1;
}

function escapeControl(code: number): string {
  return shortEscapes[String.fromCharCode(code)] ?? unicodeEscape(code);
}

function escapeCodePoint(codePoint: number): string {
  return [...Array(codePoint > 0xffff ? 2 : 1).keys()]
    .map((unit) => unicodeEscape(String.fromCodePoint(codePoint).charCodeAt(unit)))
    .join('');
}

function unicodeEscape(unit: number): string {
  return `\\u${unit.toString(16).padStart(4, '0')}`;
}
