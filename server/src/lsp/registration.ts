import type { ClientCapabilities, ServerCapabilities } from 'vscode-languageserver';
import type { Session } from './session';

/** How a feature is wired to the connection: what it promises in `initialize`, and its handlers. */
export interface Registration {
  readonly capabilities: (client: ClientCapabilities) => Partial<ServerCapabilities>;
  readonly register: (session: Session) => void;
}
