import type { FileCheck } from '../core/check/fileCheck';
import type { Row } from '../core/rows/row';
import type { ExampleTokens } from '../core/tokens/countExample';
import type { Registration } from './registration';
import type { Session } from './session';

// Counts come every few milliseconds, and each news has the client ask for all diagnostics again.
const interval = 400;

/** Tells each file's check which of its lines have more tokens than the model takes, as their counts arrive. */
export const overlongRegistration: Registration = {
  capabilities: () => ({}),
  register(session) {
    const found = new Map<string, Map<Row, ExampleTokens>>();
    const checks = new Map<string, FileCheck | undefined>();
    let isDue = false;
    const soon = (): void => {
      if (isDue) return;
      isDue = true;
      setTimeout(() => {
        isDue = false;
        for (const [uri, counts] of found) if (session.file(uri)?.file.check?.tellTokens(counts)) session.changed(uri);
        found.clear();
      }, interval);
    };
    const collect = (uri: string, rows: readonly Row[]): void => {
      for (const [row, tokens] of overlongOf(session, uri, rows)) {
        const counts = found.get(uri) ?? new Map<Row, ExampleTokens>();
        found.set(uri, counts.set(row, tokens));
        soon();
      }
    };
    session.tokens.onCounted((rows) => {
      for (const { uri } of session.files()) collect(uri, rows);
    });
    session.onFile((uri, open) => {
      if (!open) {
        found.delete(uri);
        checks.delete(uri);
        return;
      }
      // A check that begins anew, as with other settings, knows nothing of what was counted before.
      const { check, rows } = open.file;
      if (checks.has(uri) && checks.get(uri) !== check) collect(uri, rows);
      checks.set(uri, check);
    });
  },
};

function* overlongOf(session: Session, uri: string, rows: readonly Row[]): Generator<readonly [Row, ExampleTokens]> {
  const model = session.countedModel(uri);
  const limit = session.model(uri)?.contextLimit?.value;
  if (!model || limit === undefined) return;
  for (const row of rows) {
    const tokens = session.tokens.get(row, model);
    if (tokens && tokens.total > limit) yield [row, tokens];
  }
}
