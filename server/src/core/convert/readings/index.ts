import type { Reading } from '../reading';
import { keyedChat } from './keyed-chat';
import { passage } from './passage';
import { questionAnswer } from './question-answer';
import { records } from './records';
import { sections } from './sections';
import { separated } from './separated';
import { table } from './table';
import { transcript } from './transcript';

/** Every reading; of two that are equally sure the earlier is offered first. */
export const readings: readonly Reading[] = [transcript, questionAnswer, keyedChat, records, table, sections, separated, passage];
