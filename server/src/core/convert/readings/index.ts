import type { Reading } from '../reading';
import { passage } from './passage';
import { questionAnswer } from './question-answer';
import { sections } from './sections';
import { table } from './table';
import { transcript } from './transcript';

/** Every reading; of two that are equally sure the earlier is offered first. */
export const readings: readonly Reading[] = [transcript, questionAnswer, table, sections, passage];
