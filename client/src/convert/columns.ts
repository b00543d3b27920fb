import type * as vscode from 'vscode';
import type { ConvertParams, ConvertChoices as OfferChoices } from '../../../server/src/shared/convertProtocol';

/** A way to take the columns of a table, for a picker. */
export interface ColumnsItem extends vscode.QuickPickItem {
  /** Absent for the columns as they were recognised. */
  readonly roles?: NonNullable<ConvertParams['columns']>;
}

/** First the columns as they were recognised, then each other one as the answer; what stays is the prompt, but for the system's. */
export function answerColumns({ names, chosen }: NonNullable<OfferChoices['columns']>): readonly ColumnsItem[] {
  const system = chosen.system ?? [];
  const others = names.filter((name) => !(chosen.assistant ?? []).includes(name));
  return [
    {
      label: (chosen.assistant ?? []).join(' and '),
      description: `the answer to ${listed(chosen.user)}`,
      detail: 'recognised by names and contents',
    },
    ...others.map((name) => {
      const asked = (chosen.user ?? []).filter((each) => each !== name);
      const user = asked.length > 0 ? asked : names.filter((each) => each !== name && !system.includes(each));
      const roles = { assistant: [name], user, system: system.filter((each) => each !== name) };
      return { label: name, description: `the answer to ${listed(user)}`, roles };
    }),
  ];
}

function listed(names: readonly string[] | undefined): string {
  return names && names.length > 0 ? names.map((name) => `“${name}”`).join(' and ') : 'nothing';
}
