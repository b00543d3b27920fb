/** How far the reading of a file has come. */
export interface ReadingProgress {
  readonly bytes: number;
  /** The size of the file; 0 where it is not known. */
  readonly size: number;
  readonly milliseconds: number;
}

/** What people are told of it: `412 MB of 1.1 GB, 96 MB/s, 7 s left`. */
export function progressText({ bytes, size, milliseconds }: ReadingProgress): string {
  const perSecond = milliseconds > 0 ? (bytes / milliseconds) * 1000 : 0;
  const parts = [size > 0 ? `${megabytes(bytes)} of ${megabytes(size)}` : megabytes(bytes)];
  if (perSecond > 0) parts.push(`${megabytes(perSecond)}/s`);
  if (perSecond > 0 && size > bytes) parts.push(`${duration((size - bytes) / perSecond)} left`);
  return parts.join(', ');
}

/** Bytes as people say them, a megabyte being 1,000,000 of them as on disks: `412 MB`. */
export function megabytes(bytes: number): string {
  if (bytes >= 1e9) return `${(bytes / 1e9).toFixed(1)} GB`;
  return `${bytes >= 1e7 ? Math.round(bytes / 1e6) : Math.round(bytes / 1e5) / 10} MB`;
}

function duration(seconds: number): string {
  const whole = Math.max(1, Math.round(seconds));
  return whole < 90 ? `${whole} s` : `${Math.round(whole / 60)} min`;
}
