import type { MessageStrategy } from 'vscode-languageserver/node';

/** How a connection hands on messages so that it is known when all that wait have had their turn. */
export interface TurnTaker {
  readonly messageStrategy: MessageStrategy;
  /** Resolves after waiting messages had their turn. */
  readonly yieldTurn: () => Promise<void>;
}

/**
 * Makes ready to give turns to the messages of one connection. It hands on one message each time around the event loop, so who went
 * on after the first of ten would have the last wait through nine slices of work.
 */
export function turnTaker(): TurnTaker {
  let handedOn = 0;
  return {
    messageStrategy: {
      handleMessage: (message, next) => {
        handedOn += 1;
        next(message);
      },
    },
    yieldTurn: async () => {
      for (let seen = -1; seen !== handedOn; ) {
        seen = handedOn;
        // A message that has come during the first round is handed on at its end, behind us.
        await aroundTheLoop();
        await aroundTheLoop();
      }
    },
  };
}

function aroundTheLoop(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
