export { readMessageText, writeMessageText } from '../core/transcript/messageText';
export { readTranscript } from '../core/transcript/read';
export { rewriteLines } from '../core/transcript/rewrite';
export { writeTranscript } from '../core/transcript/write';
export { checkTranscript, mendTranscript } from './transcriptChecks';
export { labelTranscript } from './transcriptLabels';
