import type { PreviewMessage, PreviewView } from '../../../../server/src/shared/previewView';
import { type Content, element } from '../shared/element';
import { counted, grouped } from '../shared/numbers';

/** One line about the whole example: its shape, its tokens, how much of it is learnt. */
export function summary(view: PreviewView): readonly Node[] {
  const { shape, tokens, sections, training, usual } = view;
  const messages = sections.flatMap(({ messages: each }) => each);
  const learnable = messages.filter(({ training }) => training === 'trained' || training === 'untrained');
  const facts: readonly Content[] = [
    shape !== undefined && element('span', {}, shape),
    tokens && element('span', { class: over(view) ? 'over' : '', title: tokenTitle(tokens) }, tokenText(view)),
    // What trains says it more exactly.
    learnable.length > 0 && !training && element('span', { title: usual }, learntText(learnable), usual !== undefined && ', as is usual'),
  ];
  return facts.filter((each): each is Node => each instanceof Node);
}

function tokenTitle({ why, by }: NonNullable<PreviewView['tokens']>): string | undefined {
  const notes = [why !== undefined && `An estimate: ${why}.`, by !== undefined && `Texts are counted with ${by}.`];
  return notes.filter(Boolean).join(' ') || undefined;
}

function over({ tokens }: PreviewView): boolean {
  return tokens?.limit !== undefined && tokens.total > tokens.limit;
}

function tokenText(view: PreviewView): string {
  const { tokens } = view;
  if (!tokens) return '';
  const size = `${tokens.approximate ? 'about ' : ''}${counted(tokens.total, 'token')}`;
  return over(view) ? `${size}, over the ${grouped(tokens.limit ?? 0)} that ${tokens.model} takes` : size;
}

function learntText(learnable: readonly PreviewMessage[]): string {
  const trained = learnable.filter(({ training }) => training === 'trained').length;
  if (trained === 0) return 'nothing to learn';
  // Some trainers learn the questions too.
  const isAnswers = learnable.every(({ role }) => role === 'assistant');
  if (!isAnswers && trained === learnable.length) return 'everything trained';
  const what = isAnswers ? 'answer' : 'message';
  if (trained < learnable.length) return `${grouped(trained)} of ${counted(learnable.length, what)} trained`;
  return `${counted(trained, what)} trained`;
}
