import { isArray, isObject, type JsonObject, member } from '../json/parse';

// What programs write beside a conversation when they log it: training data has no use for these.
const loggedKeys = new Set([
  ...['choices', 'usage', 'finish_reason', 'prompt_tokens', 'completion_tokens', 'total_tokens', 'prompt_token_count', 'tokens_used'],
  ...['trace_id', 'traceId', 'span_id', 'spanId', 'request_id', 'requestId', 'custom_id', 'correlation_id', 'parent_id', 'parentUuid'],
  ...['status_code', 'http_status', 'response_time', 'latency', 'latency_ms', 'duration', 'duration_ms', 'elapsed', 'elapsed_s', 'cost'],
  ...['@timestamp', 'logger', 'hostname', 'pid', 'exception', 'stack_trace', 'event', 'event_type', 'eventType', 'session_id', 'sessionId'],
]);

// One of these alone is common metadata of training data; two together are a log or a crawl.
const timedKeys = new Set([
  ...['timestamp', 'ts', 'time', 'date', 'datetime', 'created', 'created_at', 'createdAt', 'updated_at', 'run_id', 'runId', 'user_id'],
  ...['url', 'method', 'status', 'level', 'severity', 'error', 'warning', 'response', 'ip', 'host', 'version', 'temperature'],
]);

// What evaluations write beside a prompt and an answer.
const evaluatedKeys = new Set([
  ...['task_id', 'passed', 'correct', 'is_correct', 'exact_match', 'prediction', 'predictions', 'predicted', 'generator', 'judge'],
  ...['gold', 'gold_answer', 'expected', 'expected_output', 'expected_answer', 'ground_truth', 'trace', 'metrics', 'pass_at_1', 'grade'],
  ...['expected_substrings', 'raw_generation', 'generation_error', 'model_revision', 'verdict', 'accuracy', 'bleu', 'rouge'],
]);

const requestKeys = new Set([
  ...[
    'model',
    'messages',
    'temperature',
    'top_p',
    'top_k',
    'max_tokens',
    'max_completion_tokens',
    'max_output_tokens',
    'n',
    'stop',
    'seed',
  ],
  ...['stream', 'stream_options', 'presence_penalty', 'frequency_penalty', 'logit_bias', 'logprobs', 'top_logprobs', 'response_format'],
  ...['tools', 'tool_choice', 'parallel_tool_calls', 'functions', 'function_call', 'user', 'reasoning_effort', 'store', 'metadata'],
  ...['service_tier', 'options', 'keep_alive', 'format', 'system', 'thinking', 'stop_sequences', 'num_predict'],
]);

/** Tells whether keys beside the data say that a program logged it: timings, ids of requests, what a service answered. */
export function isLogged(value: JsonObject): boolean {
  let timed = 0;
  for (const key in value) {
    if (loggedKeys.has(key)) return true;
    if (timedKeys.has(key) && ++timed > 1) return true;
  }
  return false;
}

/** Tells whether keys beside a prompt and an answer say that they were logged or evaluated. */
export function isLoggedOrEvaluated(value: JsonObject): boolean {
  for (const key in value) if (evaluatedKeys.has(key)) return true;
  return isLogged(value);
}

/** Tells whether every key is one that a chat service's request has, `model` or another setting among them. */
export function isRequest(value: JsonObject): boolean {
  let settings = 0;
  for (const key in value) {
    if (!requestKeys.has(key)) return false;
    if (key === 'model' || key === 'temperature' || key === 'max_tokens' || key === 'stream') settings += 1;
  }
  return settings > 0;
}

/** Tells whether the value has only keys of `allowed`. */
export function hasOnlyKeys(value: JsonObject, allowed: ReadonlySet<string>): boolean {
  for (const key in value) if (!allowed.has(key)) return false;
  return true;
}

const conversationKeys = new Set(['messages', 'conversations', 'system', 'tools', 'parallel_tool_calls', 'functions']);

/**
 * Tells whether a line holds nothing but a conversation under this key, if a broken one. A number is a count, and an object may be a
 * catalogue of texts.
 */
export function isMeantAsConversation(value: JsonObject, key: string): boolean {
  const list = member(value, key);
  if (list === undefined || !hasOnlyKeys(value, conversationKeys)) return false;
  if (isObject(list)) return Object.keys(list).length === 0 || isMessage(list);
  return list === null || typeof list === 'string' || (isArray(list) && list.every(mayBeMessage));
}

/** Whether an item may be a message, whatever is wrong with it; those of chat exports have keys of their own. */
function mayBeMessage(item: unknown): boolean {
  if (!isObject(item)) return true;
  const count = Object.keys(item).length;
  return count === 0 || 'role' in item || 'from' in item || (('content' in item || 'value' in item) && count <= 3);
}

/** Tells whether the value is a list that holds at least one chat message. */
export function isMessageList(value: unknown): value is readonly unknown[] {
  return isArray(value) && value.some(isMessage);
}

/** Tells whether the value is a chat message, if perhaps a faulty one: it says who speaks and what, or one of the two as chat does. */
export function isMessage(value: unknown): value is JsonObject {
  if (!isObject(value)) return false;
  if (typeof value.role === 'string')
    return 'content' in value || 'tool_calls' in value || 'function_call' in value || isNearContent(value);
  return 'content' in value && Object.keys(value).length <= 3;
}

function isNearContent(value: JsonObject): boolean {
  return ['contents', 'Content', 'contnet', 'conent', 'value', 'text', 'message', 'weight', 'name', 'refusal'].some((key) => key in value);
}

/** The last item's role, where there is one. */
export function lastRole(messages: readonly unknown[]): unknown {
  const last = messages.at(-1);
  return isObject(last) ? last.role : undefined;
}

/** Tells whether the value is a request of OpenAI's Batch interface. */
export function isBatchRequest(value: JsonObject): boolean {
  return (
    'custom_id' in value &&
    typeof member(value, 'method') === 'string' &&
    typeof member(value, 'url') === 'string' &&
    isObject(member(value, 'body'))
  );
}
