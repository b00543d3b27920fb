import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { cleanup } from './cleanup.mjs';
import { requests, watchTraffic } from './input.mjs';

const headers = {
  // The tests may run in a web worker, whose origin is the VS Code server's.
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Headers': 'content-type',
  'Access-Control-Allow-Private-Network': 'true',
  'Content-Type': 'application/json',
};

/**
 * Opens the requests of `input.mjs` to the tests inside VS Code: `POST <url>/<name>` with JSON in and out.
 * @param {import('playwright-core').Page} page
 * @returns {Promise<{ url: string, close: () => Promise<void> }>}
 */
export async function openEndpoint(page) {
  watchTraffic(page);
  // The path is a secret, so that no other program of this machine types into the page.
  const prefix = `/${randomUUID()}/`;
  const server = createServer(async (request, response) => {
    /** @param {number} status @param {unknown} [answer] */
    const reply = (status, answer) => response.writeHead(status, headers).end(JSON.stringify(answer ?? {}));
    if (request.method === 'OPTIONS') return reply(200);
    const name = request.url?.startsWith(prefix) ? request.url.slice(prefix.length) : '';
    if (!Object.hasOwn(requests, name)) return reply(404, { error: `Unknown request ${name}.` });
    try {
      const body = await text(request);
      return reply(200, await requests[name]?.(page, body ? JSON.parse(body) : {}));
    } catch (error) {
      return reply(500, { error: /** @type {Error} */ (error).message });
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  const close = cleanup(
    () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  );
  return { url: `http://127.0.0.1:${port}${prefix.slice(0, -1)}`, close };
}
