import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import test from 'node:test';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver-protocol/node';
import { turnTaker } from '../../server/src/node/turnTaker';

test('all messages that wait have their turn before work goes on', async () => {
  const { messageStrategy, yieldTurn } = turnTaker();
  const stream = new PassThrough();
  const client = createMessageConnection(new PassThrough(), stream);
  const server = createMessageConnection(new StreamMessageReader(stream), new StreamMessageWriter(new PassThrough()), undefined, {
    messageStrategy,
  });
  let handled = 0;
  server.onNotification('count', () => {
    handled += 1;
  });
  server.listen();
  await Promise.all(Array.from({ length: 10 }, () => client.sendNotification('count')));
  await yieldTurn();
  assert.equal(handled, 10);
  server.dispose();
  client.dispose();
});
