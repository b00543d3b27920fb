import * as vscode from 'vscode';
import { type Asking, exported, type Next } from './editor.js';

/** How long an answer took, in milliseconds. */
export interface Answered {
  /** From when VS Code asked the extension to the answer. */
  readonly took: number;
  /** When VS Code asked, in milliseconds since the epoch. */
  readonly at: number;
  /** How much of that the extension host did something else at a stretch, whoever it was for. */
  readonly blocked: number;
}

// Milliseconds: what is shorter is a turn and no stretch.
const tick = 5;
const stretch = 30;

/** Tells how long each hover and completion took the extension, until it is disposed of. */
export function timeAnswers(tell: (answered: Answered) => void): vscode.Disposable {
  const { middleware } = exported().client;
  const stretches: { readonly from: number; readonly to: number }[] = [];
  let last = Date.now();
  const look = (): void => {
    const now = Date.now();
    if (now - last > stretch) stretches.push({ from: last, to: now });
    last = now;
  };
  const ticking = setInterval(look, tick);
  const timed: Asking = async (...questionAndNext) => {
    const question = questionAndNext.slice(0, -1);
    const next = questionAndNext[questionAndNext.length - 1] as Next;
    const start = Date.now();
    const answer = await next(...question);
    look();
    const within = stretches.map(({ from, to }) => Math.max(0, to - Math.max(from, start)));
    tell({ took: Date.now() - start, at: start, blocked: within.reduce((sum, each) => sum + each, 0) });
    return answer;
  };
  middleware.provideHover = timed;
  middleware.provideCompletionItem = timed;
  return new vscode.Disposable(() => {
    clearInterval(ticking);
    delete middleware.provideHover;
    delete middleware.provideCompletionItem;
  });
}
