import { shapeById } from '../shapes/index';
import { isRefused } from '../shapes/write/written';
import { convertLine } from './between/convertLine';
import { writeLines } from './convert';
import type { ConvertOptions, ReadExample, ReadResult } from './reading';

/** Lines of a shape, each made of the example at the same index, and what that shape could not carry. */
export interface ShapedLines {
  readonly lines: readonly string[];
  readonly examples: readonly ReadExample[];
  readonly losses: readonly string[];
}

/** Writes the examples in the shape with this id; one that has no place in it is left out and said. */
export function linesInShape(result: ReadResult, options: ConvertOptions, shapeId: string): ShapedLines {
  const running = shapeId === 'completion';
  const written = writeLines(result, running ? { ...options, shape: 'completion' } : options);
  const shape = shapeById(shapeId);
  if (shape === undefined || running || shapeId === 'chat') return { lines: written, examples: result.examples, losses: [] };
  const lines: string[] = [];
  const examples: ReadExample[] = [];
  const clauses = new Map<string, number>();
  const tell = (clause: string) => clauses.set(clause, (clauses.get(clause) ?? 0) + 1);
  for (const [index, line] of written.entries()) {
    // The record itself may hold what a chat cannot carry and this shape can.
    const converted = convertLine(result.examples[index]?.record ?? line, undefined, shape);
    if (isRefused(converted)) {
      tell(`left out: ${converted.refused}`);
      continue;
    }
    for (const loss of converted.losses) tell(loss);
    const example = result.examples[index];
    for (const each of converted.lines) {
      lines.push(each);
      if (example !== undefined) examples.push(example);
    }
  }
  const losses = Array.from(clauses, ([clause, count]) => `In ${count} example${count === 1 ? '' : 's'}, ${clause}.`);
  return { lines, examples, losses };
}
