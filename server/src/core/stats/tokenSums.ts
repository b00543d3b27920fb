import { acceptedShape } from '../rules/accepted';
import type { Shape } from '../shapes/shape';
import type { Model, Target } from '../targets/target';
import { billableTokens } from '../tokens/cost';
import type { ExampleTokens } from '../tokens/countExample';
import { learningPolicy, usualLearning } from '../training/learning';
import { answerTokens, longestText } from './answerTokens';
import type { LineStats } from './lineStats';
import type { TokenReport } from './report';
import { createNumbers } from './spread';
import { createTallies } from './tallies';

/** Adds up the tokens of the examples of a file for one model of a target. */
export function createTokenSums(
  model: Model,
  target: Target,
  fileShape: Shape,
): {
  readonly add: (stats: LineStats, tokens: ExampleTokens, line: number) => void;
  readonly report: () => TokenReport;
} {
  const limit = model.contextLimit?.value;
  const fate = acceptedShape(target, fileShape)?.overlong?.fate;
  const learnsAll = learningPolicy(target, fileShape)?.learns === 'everything';
  const usual = usualLearning(target, fileShape);
  const perExample = createNumbers();
  const perAnswer = createNumbers();
  const kinds = createTallies<'over' | 'untrained' | 'cut'>();
  const reasons = new Set<string>();
  const unlearnt = new Set<string>();
  let counted = 0;
  let approximate = false;
  let billed = 0;
  let trained = 0;
  let untrained = 0;
  let cutTokens = 0;
  let noAnswers: TokenReport['noAnswers'];

  const addAnswers = (stats: LineStats, tokens: ExampleTokens, line: number, isOver: boolean): void => {
    const answers = answerTokens(stats, tokens, isOver ? (fate === 'dropped' ? 0 : (limit ?? 0)) : Number.POSITIVE_INFINITY);
    if (!answers || stats.isGraded) {
      noAnswers = stats.isGraded ? 'graded' : 'uncounted';
      return;
    }
    for (const { answer, said, cut } of answers) {
      if (answer.isAnswer) perAnswer.add(said, line);
      if (!answer.learnt) {
        untrained += said;
        kinds.add('untrained', line);
        if (answer.why !== undefined) unlearnt.add(answer.why);
        continue;
      }
      trained += said - cut;
      cutTokens += cut;
      if (cut > 0) kinds.add('cut', line);
    }
  };

  return {
    add: (stats, tokens, line) => {
      counted += 1;
      approximate ||= tokens.approximate;
      for (const reason of tokens.why?.split('; ') ?? []) reasons.add(reason);
      billed += billableTokens([tokens.total], limit);
      perExample.add(tokens.total, line);
      const isOver = limit !== undefined && longestText(stats, tokens) > limit;
      if (isOver) kinds.add('over', line);
      addAnswers(stats, tokens, line, isOver);
    },
    report: () => {
      const spreads = { perExample: perExample.spread(), perAnswer: noAnswers ? undefined : perAnswer.spread() };
      return {
        model: model.id,
        counted,
        approximate,
        why: [...reasons],
        ...(limit !== undefined && { limit, over: kinds.get('over') }),
        ...(fate && { fate }),
        ...(spreads.perExample && { perExample: spreads.perExample }),
        ...(spreads.perAnswer && { perAnswer: spreads.perAnswer }),
        billed,
        ...(noAnswers && { noAnswers }),
        ...(!noAnswers && {
          trained,
          learns: learnsAll ? 'everything' : 'answers',
          ...(usual !== undefined && { usual }),
          untrained: { tokens: untrained, ...kinds.get('untrained'), why: [...unlearnt] },
          cut: { tokens: cutTokens, ...kinds.get('cut') },
        }),
      };
    },
  };
}
