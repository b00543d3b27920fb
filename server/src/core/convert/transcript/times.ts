const halfDay = String.raw`(?:\s?[AaPp]\.?\s?[Mm]\b\.?)`;
const beforeNoon = '(?:上午|下午|午前|午後|오전|오후)\\s?';
const seconds = String.raw`(?:[:.]\d{2}(?:[.,]\d{1,3})?)?`;
const zone = String.raw`(?:\s?(?:Z|UTC|GMT|[+-]\d{2}:?\d{2})\b)?`;
const clock = String.raw`(?:${beforeNoon})?\d{1,2}:\d{2}${seconds}(?:${halfDay}|\sUhr\b)?${zone}`;
// After a date a point may stand for the colon; alone it would be a number.
const clockAfterDate = String.raw`(?:${beforeNoon})?\d{1,2}[:.h]\d{2}${seconds}(?:${halfDay}|\sUhr\b)?${zone}`;
const shortDate = String.raw`\d{1,2}[./]\d{1,2}\.?`;
const date = [
  String.raw`\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\.?`,
  String.raw`\d{1,2}\.?[ -]\p{L}{3,12}\.?,?[ -]\d{2,4}`,
  String.raw`\p{L}{3,12}\.? \d{1,2}(?:st|nd|rd|th)?,?(?: \d{4})?`,
  String.raw`\d{4}年\s?\d{1,2}月\s?\d{1,2}日`,
  String.raw`\d{4}년\s?\d{1,2}월\s?\d{1,2}일`,
].join('|');
const between = String.raw`(?:[,،]\s*|T(?=\d)|\s+(?:(?:at|um|à|a las|alle|às|в|kl\.?)\s+)?)`;
const day = String.raw`(?:[\p{L}’']{3,12},?\s(?:(?:at|um|à|a las|alle|às|в)\s)?)?`;

/** The source of an expression for a time of day with or without a date: `12/01/24, 10:32:05 PM`; needs the flag `u`. */
export const stampSource = `(?:(?:${date})${between}${clockAfterDate}|${shortDate}${between}${clock}|${day}${clock})`;

const leading = new RegExp(String.raw`(?:\[${stampSource}\]|\(${stampSource}\)|${stampSource}(?=[\s<]))\s*(?:[-–—|]\s+)?`, 'uy');
const dateAlone = new RegExp(String.raw`^[\s\-–—_*=]*(?:(?:\p{L}{4,12},?\s)?(?:${date})|${stampSource})[\s\-–—_*=]*$`, 'u');
const dayAlone =
  /^[\s\-–—_*=]*(?:today|yesterday|heute|gestern|aujourd’hui|aujourd'hui|hier|hoy|ayer|hoje|ontem|oggi|ieri|сегодня|вчера|今天|昨天|今日|昨日|오늘|어제|اليوم|أمس)[\s\-–—_*=]*$/iu;

/** The offset behind the time stamp that stands at `from`, its brackets, dash and space included; undefined without one. */
export function stampEnd(head: string, from: number): number | undefined {
  leading.lastIndex = from;
  return leading.test(head) ? leading.lastIndex : undefined;
}

const cue = /^\s*(?:\d+:)?\d{1,2}:\d{2}[.,]\d{3}\s+-->\s+(?:\d+:)?\d{1,2}:\d{2}[.,]\d{3}(?:\s.*)?$/;

/** Tells whether a line gives the times of a subtitle. */
export function isCueLine(line: string): boolean {
  return line.length <= 120 && cue.test(line);
}

/** Tells whether a line holds nothing but a day or a time, as chat exports put between messages. */
export function isDateLine(line: string): boolean {
  return line.length <= 60 && (dayAlone.test(line) || (/\d/.test(line) && dateAlone.test(line)));
}
