/**
 * A function that resolves after waiting messages had their turn. Through a channel, because browsers make nested timers
 * wait for four milliseconds each.
 */
export function turnTaker(): () => Promise<void> {
  const { port1, port2 } = new MessageChannel();
  const waiting: (() => void)[] = [];
  port1.onmessage = () => waiting.shift()?.();
  return () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      port2.postMessage(undefined);
    });
}
