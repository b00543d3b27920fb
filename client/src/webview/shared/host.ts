/** The way between a webview and the extension, with the types of what goes either way. */
export interface Host<ToPage extends object, FromPage extends object, State extends object> {
  readonly send: (message: FromPage) => void;
  readonly listen: (listener: (message: ToPage) => void) => void;
  /** What was kept when the page was last here. */
  readonly kept: State | undefined;
  /** Keeps something for when the page comes back after a reload of the window. */
  readonly keep: (state: State) => void;
}

declare function acquireVsCodeApi(): {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
};

/** Connects the page to the extension; possible once a page. */
export function connect<ToPage extends object, FromPage extends object, State extends object>(): Host<ToPage, FromPage, State> {
  const api = acquireVsCodeApi();
  return {
    send: (message) => api.postMessage(message),
    listen: (listener) => window.addEventListener('message', ({ data }: MessageEvent<ToPage>) => listener(data)),
    kept: (api.getState() ?? undefined) as State | undefined,
    keep: (state) => api.setState(state),
  };
}
