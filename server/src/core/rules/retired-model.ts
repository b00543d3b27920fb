import { wholeLine } from '../json/path';
import { retirementsOn } from '../targets/retirements';
import type { FileReport, FileView, Rule } from './rule';

const line = '{"messages":[{"role":"user","content":"1+1?"},{"role":"assistant","content":"2"}]}';
const nothing: readonly FileReport[] = [];

/** A model, a kind of training or a service that has ended. */
export const retiredModel: Rule = {
  id: 'retired-model',
  about: 'file',
  severity: 'info',
  summary: 'The chosen model, the kind of training or the whole service has ended.',
  why: 'Services retire models and kinds of training. The file may be right and still find nobody who trains on it: it is better to hear that now than when the job is refused.',
  bad: [{ lines: [line], model: 'gpt-3.5-turbo-0125', today: '2026-11-22' }],
  good: [{ lines: [line], model: 'gpt-4.1-2025-04-14', today: '2026-11-22' }],
  start({ target, fileShape, model, today }) {
    const ended = today === undefined ? [] : retirementsOn(target, fileShape.id, model, today);
    const report = (view: FileView): readonly FileReport[] => {
      const first = view.at(0);
      if (!first) return nothing;
      return [
        {
          line: first,
          place: wholeLine,
          message: `${ended.join(' ')} The file can still be right; choose what is trained now, or another target.`,
        },
      ];
    };
    return { add: () => undefined, remove: () => undefined, reports: ended.length > 0 ? report : () => nothing };
  },
};
