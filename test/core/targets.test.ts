import assert from 'node:assert/strict';
import test from 'node:test';
import { formatPath } from '../../server/src/core/json/path';
import { shapeById } from '../../server/src/core/shapes/index';
import { modelOf, targetById, targets } from '../../server/src/core/targets/index';
import { retirementsOf } from '../../server/src/core/targets/retirements';
import { checkText } from '../support/checkText';

// What each trainer's documentation and published validator say, not what the check says of it.

type Lines = readonly string[];

interface Broken {
  readonly lines: Lines;
  /** Severity, rule (or rules, any of which will do) and place of what must be found in the last of the lines. */
  readonly found: string;
}

interface Expected {
  /** Files that the trainer takes as they are. */
  readonly good: Readonly<Record<string, Lines>>;
  /** Files of which each is broken in one way. */
  readonly bad: Readonly<Record<string, Broken>>;
}

const animals = ['ant', 'bee', 'cat', 'dog', 'elk', 'fox', 'gnu', 'hen', 'ibis', 'jay', 'koi', 'lynx'];

/** So many lines that differ from each other. */
function many(count: number, line: (word: string) => unknown): string[] {
  return Array.from({ length: count }, (_, index) => {
    const word = `${animals[index % animals.length]}${index < animals.length ? '' : ` ${Math.floor(index / animals.length)}`}`;
    return JSON.stringify(line(word));
  });
}

const user = (content: unknown, more: object = {}) => ({ role: 'user', content, ...more });
const assistant = (content: unknown, more: object = {}) => ({ role: 'assistant', content, ...more });
const system = { role: 'system', content: 'Be brief.' };
const turns = (word: string) => [user(`What is a ${word}?`), assistant(`The ${word} is an animal.`)];
const chat = (word: string) => ({ messages: turns(word) });
const pair = (word: string) => ({
  input: { messages: [user(`What is a ${word}?`)] },
  preferred_output: [assistant(`The ${word} is an animal.`)],
  non_preferred_output: [assistant(`No idea what a ${word} is.`)],
});
const completion = (word: string) => ({ prompt: `What is a ${word}?\n\n###\n\n`, completion: ` The ${word} is an animal.\n` });
const task = (word: string) => ({ messages: [user(`How many legs has a ${word}?`)], legs: '4' });
const text = (word: string) => ({ text: `The ${word} is an animal.` });

const weather = {
  type: 'function',
  function: {
    name: 'weather',
    description: 'Tells the weather.',
    parameters: { type: 'object', properties: { city: { type: 'string' } } },
  },
};
const call = (id: string, args: unknown = '{"city":"Oslo"}') => ({ id, type: 'function', function: { name: 'weather', arguments: args } });
const called = (id: string, more: object = {}, args?: unknown) => ({
  messages: [
    user('Weather in Oslo?'),
    { role: 'assistant', tool_calls: [call(id, args)], ...more },
    { role: 'tool', tool_call_id: id, content: 'Rain' },
    assistant('It rains.'),
  ],
  tools: [weather],
});
const refusal = { type: 'refusal', refusal: 'No.' };
const picture = (url: string) => ({ type: 'image_url', image_url: { url } });
const png = 'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** A file of good lines with one more. */
function after(good: Lines, line: unknown, found: string): Broken {
  return { lines: [...good, JSON.stringify(line)], found };
}

const chats = many(32, chat);
const pairs = many(10, pair);

function together(): Expected {
  const bad = (line: unknown, found: string) => after(chats, line, found);
  return {
    good: {
      chat: chats,
      'a single line': many(1, chat),
      'a system message': many(3, (word) => ({ messages: [system, ...turns(word)] })),
      'weights on any role': many(3, (word) => ({ messages: [user(word, { weight: 0 }), assistant('An animal.', { weight: 1 })] })),
      'a weight of the line': many(3, (word) => ({ ...chat(word), weight: 0.5 })),
      reasoning: many(3, (word) => ({ messages: [user(`A ${word}?`), assistant('An animal.', { reasoning_content: 'Short word.' })] })),
      tools: [JSON.stringify(called('call_1'))],
      images: [
        JSON.stringify({
          messages: [
            { ...system, content: [{ type: 'text', text: 'Be brief.' }] },
            user([{ type: 'text', text: 'What is it?' }, picture(png)]),
            assistant([{ type: 'text', text: 'A dot.' }]),
          ],
        }),
      ],
      preference: pairs,
      completion: many(10, completion),
      text: many(10, text),
    },
    bad: {
      'an extra key': bad({ ...chat('owl'), source: 'forum' }, 'error unknown-key source'),
      parallel_tool_calls: bad({ ...called('call_1'), parallel_tool_calls: false }, 'error unknown-key parallel_tool_calls'),
      'two users in a row': bad({ messages: [user('An'), ...turns('owl')] }, 'error message-order messages[1].role'),
      'a weight in between': bad({ messages: [user('hi'), assistant('hello', { weight: 0.5 })] }, 'error weight-value messages[1].weight'),
      'a weight of null': bad({ messages: [user('hi'), assistant('hello', { weight: null })] }, 'error weight-value messages[1].weight'),
      'an unknown role': bad(
        { messages: [{ role: 'narrator', content: 'Night.' }, ...turns('owl')] },
        'error unknown-role messages[0].role',
      ),
      'a developer': bad({ messages: [{ role: 'developer', content: 'x' }, ...turns('owl')] }, 'error role-not-allowed messages[0].role'),
      'parts of text alone': bad(
        { messages: [user([{ type: 'text', text: 'hi' }]), assistant('hello')] },
        'error content-type messages[0].content',
      ),
      'a plain text beside an image': bad(
        { messages: [user([picture(png)]), assistant('A dot.')] },
        'error content-type messages[1].content',
      ),
      'an image by its address': bad(
        { messages: [user([{ type: 'text', text: 'What?' }, picture('https://example.com/a.png')]), assistant('A cat.')] },
        'error schema|image-url messages[0].content[1].image_url.url',
      ),
      'an image that is learnt': bad(
        { messages: [user([picture(png)], { weight: 1 }), assistant('A dot.')] },
        'error schema messages[0].content',
      ),
      'a tool message without tools': bad({ messages: [...called('call_1').messages] }, 'error schema tools'),
      'a negative weight of the line': bad({ ...chat('owl'), weight: -1 }, 'error schema weight'),
      'a blank line': { lines: [...chats, '', JSON.stringify(chat('owl'))].slice(0, 34), found: 'error blank-line ' },
      'no answer': bad({ messages: [user('hi')] }, 'error no-assistant-message messages'),
      'another shape': bad({ prompt: 'a', completion: 'b' }, 'error mixed-shapes '),
      'two answers a side': after(
        pairs,
        { ...pair('owl'), preferred_output: [assistant('a'), assistant('b')] },
        'error schema|preference-output preferred_output',
      ),
      'an input that ends with the assistant': after(
        pairs,
        { ...pair('owl'), input: { messages: turns('owl') } },
        'error last-message input.messages[1].role',
      ),
    },
  };
}

function fireworks(): Expected {
  const bad = (line: unknown, found: string) => after(chats, line, found);
  return {
    good: {
      'three lines': many(3, chat),
      'other keys': many(3, (word) => ({ ...chat(word), id: word })),
      'a weight of each line': many(3, (word) => ({ ...chat(word), weight: 2.5 })),
      parts: many(3, (word) => ({ messages: [user([{ type: 'text', text: `A ${word}?` }]), assistant('An animal.')] })),
      reasoning: many(3, (word) => ({ messages: [user(`A ${word}?`), assistant('An animal.', { reasoning_content: 'Short.' })] })),
      preference: pairs,
      reinforcement: many(3, (word) => ({ messages: [system, user(`How many legs has a ${word}?`)], ground_truth: '4' })),
      'chosen and rejected': many(3, (word) => ({ prompt: `A ${word}?`, chosen: `The ${word} is an animal.`, rejected: 'No.' })),
    },
    bad: {
      'two lines': { lines: many(2, chat), found: 'error too-few-examples ' },
      'a weight of true': bad({ messages: [user('hi'), assistant('hello', { weight: true })] }, 'error weight-value messages[1].weight'),
      'a system message that is not first': bad(
        { messages: [user('hi'), system, assistant('hello')] },
        'warning message-order messages[1].role',
      ),
      'a weight of one line alone': bad({ ...chat('owl'), weight: 2.5 }, 'warning inconsistent-types weight'),
      'a line without the weight of the others': {
        lines: [...many(3, (word) => ({ ...chat(word), weight: 2.5 })), JSON.stringify(chat('owl'))],
        found: 'warning inconsistent-types ',
      },
      'a weight of the line that is no number': bad({ ...chat('owl'), weight: 'much' }, 'error schema weight'),
      'two user turns in a pair': after(
        pairs,
        { ...pair('owl'), input: { messages: [user('A'), assistant('b'), user('C')] } },
        'error message-order input.messages[1].role',
      ),
      'a pair without input': after(pairs, { ...pair('owl'), input: undefined }, 'error schema input'),
    },
  };
}

function mistral(): Expected {
  const bad = (line: unknown, found: string) => after(chats, line, found);
  return {
    good: {
      'ten lines': many(10, chat),
      'calls with short ids': many(10, (word) => ({
        ...called('D681PevKs'),
        messages: [user(`Weather for a ${word}?`), ...called('D681PevKs').messages.slice(1)],
      })),
      weights: many(10, (word) => ({
        messages: [user(word), assistant('A', { weight: 0 }), user('And?'), assistant('An animal.', { weight: 1 })],
      })),
      'images by their address alone': many(10, (word) => ({
        messages: [
          user([
            { type: 'text', text: `A ${word}?` },
            { type: 'image_url', image_url: `https://example.com/${word}.png` },
          ]),
          assistant('Yes.'),
        ],
      })),
      text: many(10, text),
    },
    bad: {
      'nine lines': { lines: many(9, chat), found: 'error too-few-examples ' },
      'a long id': bad(called('call_1234567890'), 'error schema|tool-call-id messages[1].tool_calls[0].id'),
      'arguments as an object': bad(
        called('D681PevKs', {}, { city: 'Oslo' }),
        'error tool-arguments-json messages[1].tool_calls[0].function.arguments',
      ),
      'the user last': bad({ messages: [...turns('owl'), user('And?')] }, 'error last-message messages[2].role'),
      'text and calls': bad(called('D681PevKs', { content: 'Let me see.' }), 'error schema messages[1].content'),
      'a function without description': bad(
        { ...called('D681PevKs'), tools: [{ type: 'function', function: { name: 'weather', parameters: weather.function.parameters } }] },
        'error schema tools[0].function.description',
      ),
      'a function without parameters': bad(
        {
          ...called('D681PevKs', {}, '{}'),
          tools: [{ type: 'function', function: { name: 'weather', description: 'Tells the weather.' } }],
        },
        'error schema tools[0].function.parameters',
      ),
      'a name on a user': bad({ messages: [user('hi', { name: 'ada' }), assistant('hello')] }, 'error schema messages[0].name'),
      'a weight on a user': bad({ messages: [user('hi', { weight: 0 }), assistant('hello')] }, 'error weight-role messages[0].weight'),
      'a user after a tool call': bad(
        { messages: [system, { role: 'tool', tool_call_id: 'D681PevKs', content: 'x' }, assistant('hello')] },
        'error message-order messages[1].role',
      ),
      'a system message after the answer': bad(
        { messages: [...turns('owl'), system, assistant('Yes.')] },
        'error message-order messages[2].role',
      ),
      'a developer': bad({ messages: [{ role: 'developer', content: 'x' }, ...turns('owl')] }, 'error role-not-allowed messages[0].role'),
    },
  };
}

function gemini(): Expected {
  const part = (words: string) => [{ text: words }];
  const contents = (word: string) => [
    { role: 'user', parts: part(`What is a ${word}?`) },
    { role: 'model', parts: part(`The ${word} is an animal.`) },
  ];
  const good = many(5, (word) => ({ contents: contents(word) }));
  const compared = (word: string) => ({
    contents: contents(word).slice(0, 1),
    completions: [
      { score: 1, completion: { role: 'model', parts: part(`The ${word} is an animal.`) } },
      { score: 0, completion: { role: 'model', parts: part('No idea.') } },
    ],
  });
  const goodPairs = many(5, compared);
  const [better, worse] = compared('owl').completions;
  return {
    good: {
      contents: good,
      'an instruction': many(5, (word) => ({ systemInstruction: { role: 'system', parts: part('Be brief.') }, contents: contents(word) })),
      files: many(5, (word) => ({
        contents: [
          { role: 'user', parts: [{ fileData: { mimeType: 'image/png', fileUri: `gs://zoo/${word}.png` } }, { text: 'What is it?' }] },
          { role: 'model', parts: part(`A ${word}.`) },
        ],
      })),
      preference: goodPairs,
      'preference with an instruction': many(5, (word) => ({ system_instruction: { parts: part('Be brief.') }, ...compared(word) })),
    },
    bad: {
      'the role assistant': after(
        good,
        { contents: [contents('owl')[0], { role: 'assistant', parts: part('An animal.') }] },
        'error schema contents[1].role',
      ),
      'no turn of the model': after(good, { contents: contents('owl').slice(0, 1) }, 'error no-assistant-message contents'),
      'a pair that ends with the model': after(
        goodPairs,
        { ...compared('owl'), contents: contents('owl') },
        'error message-order contents[1].role',
      ),
      'a pair of the model alone': after(
        goodPairs,
        { ...compared('owl'), contents: contents('owl').slice(1) },
        'error message-order contents[0].role',
      ),
      'a file in an answer of a pair': after(
        goodPairs,
        {
          ...compared('owl'),
          completions: [
            better,
            { score: 0, completion: { role: 'model', parts: [{ fileData: { mimeType: 'image/png', fileUri: 'gs://zoo/owl.png' } }] } },
          ],
        },
        'error schema completions[1].completion.parts[0].text',
      ),
      'no parts': after(good, { contents: [{ role: 'user', text: 'hi' }, contents('owl')[1]] }, 'error schema contents[0].parts'),
      'a text that is none': after(
        good,
        { contents: [{ role: 'user', parts: [{ text: 7 }] }, contents('owl')[1]] },
        'error schema contents[0].parts[0].text',
      ),
      'no contents': after(good, { contents: [] }, 'error schema contents'),
      'a file without its type': after(
        good,
        { contents: [{ role: 'user', parts: [{ fileData: { fileUri: 'gs://zoo/owl.png' } }] }, contents('owl')[1]] },
        'error schema contents[0].parts[0].fileData.mimeType',
      ),
      'chat messages': { lines: chats.slice(0, 1), found: 'error shape-not-accepted ' },
      'two better answers': after(
        goodPairs,
        { ...compared('owl'), completions: [better, { ...worse, score: 1 }] },
        'error schema completions',
      ),
      'a score in between': after(
        goodPairs,
        { ...compared('owl'), completions: [better, { ...worse, score: 0.5 }] },
        'error schema completions[1].score',
      ),
      'one answer': after(goodPairs, { ...compared('owl'), completions: [better] }, 'error schema completions'),
      'a file in a pair': after(
        goodPairs,
        { ...compared('owl'), contents: [{ role: 'user', parts: [{ fileData: { mimeType: 'image/png', fileUri: 'gs://zoo/owl.png' } }] }] },
        'error schema contents[0].parts[0].text',
      ),
    },
  };
}

function bedrock(): Expected {
  const words = (word: string) => [{ text: word }];
  const version = { schemaVersion: 'bedrock-conversation-2024' };
  const nova = (word: string) => ({
    ...version,
    system: words('Be brief.'),
    messages: [
      { role: 'user', content: words(`What is a ${word}?`) },
      { role: 'assistant', content: words(`The ${word} is an animal.`) },
    ],
  });
  const novas = many(5, nova);
  const shown = (kind: 'image' | 'video', format: string, source: object = { s3Location: { uri: `s3://zoo/owl.${format}` } }) => ({
    ...version,
    messages: [
      { role: 'user', content: [{ [kind]: { format, source } }, ...words('What is it?')] },
      { role: 'assistant', content: words('An owl.') },
    ],
  });
  const claudes = many(32, (word) => ({ system: 'Be brief.', messages: turns(word) }));
  const bad = (line: unknown, found: string) => after(claudes, line, found);
  return {
    good: {
      Nova: novas,
      'Nova with a gif': many(5, (word) => shown('image', 'gif', { s3Location: { uri: `s3://zoo/${word}.gif` } })),
      'Nova with a video': many(5, (word) => shown('video', 'mkv', { s3Location: { uri: `s3://zoo/${word}.mkv` } })),
      'Nova with more turns': many(5, (word) => ({ ...version, messages: [...nova(word).messages, ...nova('yak').messages] })),
      'Nova with an image': many(5, (word) => ({
        ...version,
        messages: [
          {
            role: 'user',
            content: [{ image: { format: 'png', source: { s3Location: { uri: `s3://zoo/${word}.png` } } } }, { text: 'What is it?' }],
          },
          { role: 'assistant', content: words(`A ${word}.`) },
        ],
      })),
      Claude: claudes,
      'Claude without a system prompt': chats,
      'Claude, some with a system prompt': [...chats, JSON.stringify({ system: 'Be brief.', messages: turns('owl') })],
      completion: many(5, completion),
    },
    bad: {
      'Nova with an empty content': after(
        novas,
        { ...nova('owl'), messages: [{ role: 'user', content: [] }, nova('owl').messages[1]] },
        'error schema messages[0].content',
      ),
      'Nova with two users in a row': after(
        novas,
        { ...nova('owl'), messages: [nova('bee').messages[0], ...nova('owl').messages] },
        'error message-order messages[1].role',
      ),
      'Nova with the assistant first': after(
        novas,
        { ...nova('owl'), messages: [nova('bee').messages[1], ...nova('owl').messages] },
        'error message-order messages[0].role',
      ),
      'Nova with the user last': after(
        novas,
        { ...nova('owl'), messages: [...nova('owl').messages, nova('bee').messages[0]] },
        'error message-order messages[2].role',
      ),
      'Nova without an answer': after(
        novas,
        { ...nova('owl'), messages: nova('owl').messages.slice(0, 1) },
        'error no-assistant-message messages',
      ),
      'Nova with an image of another type': after(novas, shown('image', 'bmp'), 'error schema messages[0].content[0].image.format'),
      'Nova with an image that few models read': after(novas, shown('image', 'webp'), 'warning schema messages[0].content[0].image.format'),
      'Nova with a video of another type': after(novas, shown('video', 'avi'), 'error schema messages[0].content[0].video.format'),
      'Nova with a video that few models read': after(novas, shown('video', 'webm'), 'warning schema messages[0].content[0].video.format'),
      'Nova with an image in the line': after(
        novas,
        shown('image', 'png', { bytes: 'iVBORw0KGgo' }),
        'error schema messages[0].content[0].image.source.s3Location',
      ),
      'Nova with content as text': after(novas, { ...nova('owl'), messages: turns('owl') }, 'error schema messages[0].content'),
      'Nova with a role of its own': after(
        novas,
        { ...nova('owl'), messages: [{ role: 'model', content: words('x') }] },
        'error schema messages[0].role',
      ),
      'Nova of another version': after(novas, { ...nova('owl'), schemaVersion: 'bedrock-conversation-2023' }, 'error schema schemaVersion'),
      'Nova without its version': after(novas, { messages: nova('owl').messages }, 'error schema|mixed-shapes *'),
      'Claude with too few lines': { lines: claudes.slice(0, 31), found: 'error too-few-examples ' },
      'Claude with two users in a row': bad(
        { system: 'x', messages: [user('An'), ...turns('owl')] },
        'error message-order messages[1].role',
      ),
      'Claude with the assistant first': bad(
        { system: 'x', messages: [assistant('Hi.'), ...turns('owl')] },
        'error message-order messages[0].role',
      ),
      'Claude with the user last': bad({ system: 'x', messages: [...turns('owl'), user('And?')] }, 'error last-message messages[2].role'),
      'Claude with a system message': bad({ messages: [system, ...turns('owl')] }, 'error role-not-allowed messages[0].role'),
      'Claude with an extra key': bad({ system: 'x', messages: turns('owl'), id: 7 }, 'error unknown-key id'),
      'Claude with tools': after(chats, { ...chat('owl'), tools: [weather] }, 'error unknown-key tools'),
      'Claude with a weight': after(
        chats,
        { messages: [user('hi'), assistant('hello', { weight: 1 })] },
        'error schema|unknown-key messages[1]*',
      ),
      'Claude with parts': after(
        chats,
        { messages: [user([{ type: 'text', text: 'hi' }]), assistant('hello')] },
        'error schema messages[0].content',
      ),
      'a third key beside prompt and completion': after(many(5, completion), { ...completion('owl'), id: 1 }, 'error unknown-key id'),
    },
  };
}

const plainTools = {
  messages: [
    user('Weather in Oslo?'),
    { role: 'assistant', tool_calls: [{ type: 'function', function: { name: 'weather', arguments: { city: 'Oslo' } } }] },
    { role: 'tool', name: 'weather', content: 'Rain' },
    assistant('It rains.'),
  ],
  tools: [weather],
};
const compared = (word: string) => ({
  prompt: [user(`What is a ${word}?`)],
  chosen: [assistant(`The ${word} is an animal.`)],
  rejected: [assistant('No idea.')],
});
const judged = (word: string) => ({ prompt: `What is a ${word}?`, completion: `The ${word} is an animal.`, label: word.length > 3 });

function trl(): Expected {
  const split = (word: string) => ({ prompt: turns(word).slice(0, 1), completion: turns(word).slice(1) });
  const splits = many(3, split);
  return {
    good: {
      chat: many(3, chat),
      'other columns': many(3, (word) => ({ ...chat(word), id: word })),
      'arguments as objects': [JSON.stringify(plainTools)],
      'tools as a string': [JSON.stringify({ ...plainTools, tools: JSON.stringify([weather]) })],
      'a developer and thinking': many(3, (word) => ({
        messages: [
          { role: 'developer', content: 'Be brief.' },
          user(word),
          assistant('An animal.', { thinking: 'A word of few letters.' }),
        ],
      })),
      'places of images': many(3, (word) => ({
        messages: [user([{ type: 'image' }, { type: 'text', text: `A ${word}?` }]), assistant([{ type: 'text', text: 'Yes.' }])],
        images: [`${word}.png`],
      })),
      text: many(3, text),
      completion: many(3, completion),
      'prompts and completions of messages': splits,
      preference: many(3, compared),
      'preference of texts': many(3, (word) => ({ prompt: `A ${word}?`, chosen: 'Yes.', rejected: 'No.' })),
      'preference without a prompt': many(3, (word) => ({
        chosen: turns(word),
        rejected: [user(`What is a ${word}?`), assistant('No idea.')],
      })),
      'answers with labels': many(3, judged),
    },
    bad: {
      'a key by another name': {
        lines: many(3, (word) => ({ prompt: word, preferred: 'Yes.', rejected: 'No.' })),
        found: 'error schema chosen',
      },
      'no role': after(many(3, chat), { messages: [{ content: 'hi' }, assistant('hello')] }, 'error missing-role messages[0]'),
      'a content of a number': after(many(3, chat), { messages: [user(7), assistant('hello')] }, 'error content-type messages[0].content'),
      'a message that is none': after(splits, { ...split('owl'), completion: [assistant('Yes.'), 'no'] }, 'error schema completion[1]'),
      'labels of numbers': { lines: many(3, (word) => ({ ...judged(word), label: 1 })), found: 'error schema label' },
      'labels of words': { lines: many(3, (word) => ({ ...judged(word), label: 'False' })), found: 'error schema label' },
      'a label of text': after(many(3, judged), { ...judged('owl'), label: 'true' }, 'error mixed-shapes|inconsistent-types *'),
      'a text that is none': after(many(3, text), { text: 7 }, 'error schema text'),
      ShareGPT: {
        lines: ['{"conversations":[{"from":"human","value":"hi"},{"from":"gpt","value":"hello"}]}'],
        found: 'error shape-not-accepted ',
      },
      'a list around all records': { lines: [`[${many(1, chat)[0]}]`], found: 'error pretty-printed ' },
    },
  };
}

const share = (word: string) => ({
  conversations: [
    { from: 'human', value: `What is a ${word}?` },
    { from: 'gpt', value: `The ${word} is an animal.` },
  ],
});
const instruction = (word: string) => ({ instruction: 'Say what it is.', input: word, output: `The ${word} is an animal.` });

function axolotl(): Expected {
  return {
    good: {
      chat: many(3, chat),
      'switched training': many(3, (word) => ({
        messages: [user(word), assistant('An animal.', { train: false }), user('And?'), assistant('A beast.', { training: true })],
      })),
      'parts of a text': many(3, (word) => ({
        messages: [user(word), assistant('An animal.', { train_detail: [{ begin_offset: 0, end_offset: 2, train: false }] })],
      })),
      reasoning: many(3, (word) => ({ messages: [user(word), assistant('An animal.', { reasoning_content: 'Short.' })] })),
      'arguments as objects': [JSON.stringify(plainTools)],
      ShareGPT: many(3, share),
      Alpaca: many(3, instruction),
      text: many(3, text),
      preference: many(3, compared),
      'answers with labels': many(3, judged),
    },
    bad: {
      'a speaker that the defaults lack': after(
        many(3, share),
        { conversations: [{ from: 'narrator', value: 'Night.' }] },
        'error schema conversations[0].from',
      ),
      'a turn without speaker': after(
        many(3, share),
        { conversations: [{ from: 'human', value: 'hi' }, { value: 'hello' }] },
        'error schema conversations[1].from',
      ),
      'nobody who answers': after(
        many(3, share),
        {
          conversations: [
            { from: 'system', value: 'Be brief.' },
            { from: 'human', value: 'hi' },
          ],
        },
        'error no-assistant-message conversations',
      ),
      'a turn without words': after(
        many(3, share),
        { conversations: [{ from: 'human', value: 'hi' }, { from: 'gpt' }] },
        'error schema conversations[1].value',
      ),
      'an instruction of a list': after(many(3, instruction), { ...instruction('owl'), input: ['owl'] }, 'error schema input'),
      'an unknown role': after(
        many(3, chat),
        { messages: [{ role: 'narrator', content: 'Night.' }, assistant('hi')] },
        'error unknown-role messages[0].role',
      ),
      'prompts and completions': { lines: many(3, completion), found: 'error shape-not-accepted ' },
    },
  };
}

function llamaFactory(): Expected {
  const value = (role: string, words: string, weight: number) => ({ role, content: [{ type: 'text', value: words }], loss_weight: weight });
  const first = (word: string) => ({
    messages: [value('user', `What is a ${word}?`, 0), value('assistant', `The ${word} is an animal.`, 1)],
  });
  const firsts = many(3, first);
  const bad = (line: unknown, found: string) => after(chats, line, found);
  const talk = (...speakers: readonly string[]) => ({ conversations: speakers.map((from, index) => ({ from, value: `Word ${index}.` })) });
  return {
    good: {
      chat: chats,
      'arguments as objects': [JSON.stringify(plainTools)],
      'a call in a role of its own': [
        JSON.stringify({
          messages: [
            user('Weather in Oslo?'),
            { role: 'function', content: '{"name":"weather","arguments":{"city":"Oslo"}}' },
            { role: 'tool', content: 'Rain' },
            assistant('It rains.'),
          ],
        }),
      ],
      'a call as the only answer': many(3, (word) => ({
        messages: [user(`Weather for a ${word}?`), { role: 'function', content: '{"name":"weather","arguments":{"city":"Oslo"}}' }],
        tools: JSON.stringify([weather]),
      })),
      'a call as the last answer': many(3, (word) => ({
        messages: [...turns(word), user('Weather?'), { role: 'function', content: '{"name":"weather","arguments":{"city":"Oslo"}}' }],
        tools: JSON.stringify([weather]),
      })),
      'tools as a string': [JSON.stringify({ ...called('call_1'), tools: JSON.stringify([weather]) })],
      'version 1': firsts,
      'version 1 with tools': [
        JSON.stringify({
          messages: [
            value('user', 'Weather in Oslo?', 0),
            {
              role: 'assistant',
              content: [
                { type: 'reasoning', value: 'I must ask.' },
                { type: 'tool_call', value: '{"name":"weather","arguments":{}}' },
              ],
            },
            { role: 'tool', content: [{ type: 'text', value: 'Rain' }] },
            value('assistant', 'It rains.', 1),
          ],
          tools: JSON.stringify([weather]),
        }),
      ],
      'version 1, images': many(3, (word) => ({
        messages: [
          {
            role: 'user',
            content: [
              { type: 'image_url', value: `data/${word}.jpg` },
              { type: 'text', value: 'What is it?' },
            ],
          },
          value('assistant', `A ${word}.`, 1),
        ],
      })),
      'version 1, preference': many(3, (word) => ({
        chosen_messages: first(word).messages,
        rejected_messages: [value('user', `What is a ${word}?`, 0), value('assistant', 'No idea.', 1)],
      })),
      ShareGPT: many(3, share),
      'ShareGPT with a call as the only answer': many(3, (word) => ({
        conversations: [
          { from: 'human', value: `Weather for a ${word}?` },
          { from: 'function_call', value: '{"name":"weather","arguments":{"city":"Oslo"}}' },
        ],
        tools: JSON.stringify([weather]),
      })),
      'ShareGPT with tools': [
        JSON.stringify({
          conversations: [
            { from: 'human', value: 'Weather in Oslo?' },
            { from: 'function_call', value: '{"name":"weather","arguments":{"city":"Oslo"}}' },
            { from: 'observation', value: 'Rain' },
            { from: 'gpt', value: 'It rains.' },
          ],
          system: 'Be brief.',
          tools: JSON.stringify([weather]),
        }),
      ],
      Alpaca: many(3, (word) => ({ ...instruction(word), system: 'Be brief.', history: [['Say what it is.', `The ${word} flies.`]] })),
      'Alpaca, compared': many(3, (word) => ({ instruction: 'Say what it is.', input: word, chosen: 'An animal.', rejected: 'No idea.' })),
      text: many(3, text),
    },
    bad: {
      'two users in a row': bad({ messages: [user('An'), ...turns('owl')] }, 'error message-order messages[1].role'),
      'the assistant first': bad({ messages: [assistant('Hi.'), ...turns('owl')] }, 'error message-order messages[0].role'),
      'an odd number of turns': bad({ messages: [...turns('owl'), user('And?')] }, 'error last-message messages[2].role'),
      'an unknown role': bad(
        { messages: [{ role: 'narrator', content: 'Night.' }, assistant('hi')] },
        'error unknown-role messages[0].role',
      ),
      'an answer before any question': after(
        many(3, share),
        talk('gpt', 'human', 'gpt', 'human'),
        'error message-order conversations[0].from',
      ),
      'two speakers in a row': after(many(3, share), talk('system', 'human', 'human', 'gpt'), 'error message-order conversations[2].from'),
      'the last word unanswered': after(many(3, share), talk('human', 'gpt', 'human'), 'error message-order conversations[2].from'),
      'an unknown speaker': after(
        many(3, share),
        {
          conversations: [
            { from: 'user', value: 'hi' },
            { from: 'gpt', value: 'hello' },
          ],
        },
        'error schema conversations[0].from',
      ),
      'a question alone': after(
        many(3, share),
        { conversations: [{ from: 'human', value: 'hi' }] },
        'error no-assistant-message conversations',
      ),
      'an answer alone': after(
        many(3, share),
        { conversations: [{ from: 'gpt', value: 'hi' }] },
        'error message-order conversations[0].from',
      ),
      'a task that ends with what a function returned': bad(
        {
          messages: [
            user('Weather?'),
            { role: 'function', content: '{"name":"weather","arguments":{}}' },
            { role: 'tool', content: 'Rain' },
          ],
        },
        'error last-message messages[2].role',
      ),
      'an answer that is no text': after(many(3, instruction), { ...instruction('owl'), output: 7, response: 'x' }, 'error schema output'),
      'a history of texts': after(many(3, instruction), { ...instruction('owl'), history: ['hi', 'hello'] }, 'error schema history[0]'),
      'a part without its value': after(
        firsts,
        { messages: [{ role: 'user', content: [{ type: 'text' }] }, value('assistant', 'hello', 1)] },
        'error schema messages[0].content[0]*',
      ),
    },
  };
}

function openai(): Expected {
  const good = many(10, chat);
  const pairs = many(10, pair);
  const tasks = many(10, task);
  const asked = (content: unknown) => ({ messages: [user(content), assistant('A dot.')] });
  return {
    good: {
      chat: good,
      'some with a system message': [...good, JSON.stringify({ messages: [system, ...turns('owl')] })],
      weights: many(10, (word) => ({
        messages: [...turns(word).map((each, at) => (at === 1 ? { ...each, weight: 0 } : each)), ...turns(word)],
      })),
      'a call at the end': many(10, (word) => ({
        messages: [user(`Weather for a ${word}?`), { role: 'assistant', tool_calls: [call('call_1')] }],
        tools: [weather],
        parallel_tool_calls: false,
      })),
      'text together with a call': many(10, (word) => ({
        messages: [
          user(`Weather for a ${word}?`),
          assistant('Let me look.', { tool_calls: [call('call_1')] }),
          called('call_1').messages[2],
          assistant('Rain.'),
        ],
        tools: [weather],
      })),
      'a part that refuses': many(10, (word) => ({ messages: [user(`Hurt a ${word}.`), assistant([refusal])] })),
      'a refusal beside the content': many(10, (word) => ({ messages: [user(`Hurt a ${word}.`), assistant('No.', { refusal: null })] })),
      'an empty list of tools': many(10, (word) => ({ ...chat(word), tools: [] })),
      'a refusal': many(10, (word) => ({ messages: [user(`Hurt a ${word}.`), { role: 'assistant', refusal: 'No.' }] })),
      images: many(10, (word) => asked([{ type: 'text', text: `Is it a ${word}?` }, picture(png), picture('https://example.com/a.webp')])),
      preference: pairs,
      reinforcement: tasks,
      'a developer in reinforcement': many(10, (word) => ({
        ...task(word),
        messages: [{ ...system, role: 'developer' }, user(`A ${word}?`)],
      })),
      completion: many(10, completion),
    },
    bad: {
      'nine lines': { lines: many(9, chat), found: 'error too-few-examples ' },
      'a key of its own': after(good, { ...chat('owl'), weight: 1 }, 'error unknown-key weight'),
      'a request as it was sent': after(good, { model: 'gpt-4o', ...chat('owl') }, 'error unknown-key model'),
      'no messages': after(good, { messages: [] }, 'error missing-messages messages'),
      'no role': after(good, { messages: [{ content: 'hi' }, assistant('hello')] }, 'error missing-role messages[0]'),
      'a role of another trainer': after(
        good,
        { messages: [user('hi'), { role: 'Chatbot', content: 'hello' }] },
        'error unknown-role messages[1].role',
      ),
      'a developer': after(
        good,
        { messages: [{ ...system, role: 'developer' }, ...turns('owl')] },
        'warning role-not-allowed messages[0].role',
      ),
      'content as a list of texts': after(
        good,
        { messages: [user('hi'), assistant(['hello'])] },
        'error content-type messages[1].content*',
      ),
      'a refusal beside a text': after(
        good,
        { messages: [user('Hurt it.'), assistant([{ type: 'text', text: 'Well.' }, refusal])] },
        'error content-type messages[1].content[1]',
      ),
      'two refusals': after(
        good,
        { messages: [user('Hurt it.'), assistant([refusal, refusal])] },
        'error content-type messages[1].content[0]',
      ),
      'sound as the answer': after(
        good,
        { messages: [user('Say it.'), { role: 'assistant', audio: { id: 'audio_1' } }] },
        'error missing-content messages[1].content',
      ),
      'an empty list of functions': after(good, { ...chat('owl'), functions: [] }, 'error tool-schema functions'),
      'no content and no call': after(good, { messages: [user('hi'), assistant(null)] }, 'error missing-content messages[1]*'),
      'no assistant': after(good, { messages: [system, user('hi')] }, 'error no-assistant-message *'),
      'a system message alone': after(good, { messages: [system] }, 'error no-assistant-message *'),
      'a user at the end': after(good, { messages: [...turns('owl'), user('And?')] }, 'error last-message messages[2]*'),
      'a picture by the assistant': after(
        good,
        { messages: [user('Draw.'), assistant([picture(png)])] },
        'error content-type messages[1].content*',
      ),
      'a picture by the system': after(
        good,
        { messages: [{ role: 'system', content: [picture(png)] }, ...turns('owl')] },
        'error content-type messages[0].content*',
      ),
      sound: after(
        good,
        asked([{ type: 'input_audio', input_audio: { data: '', format: 'wav' } }]),
        'error content-type messages[0].content*',
      ),
      'eleven pictures': after(good, asked(Array.from({ length: 11 }, () => picture(png))), 'warning image-limit messages[0].content[10]'),
      'a picture as its address': after(good, asked([{ type: 'image_url', image_url: png }]), 'error image-url messages[0].content[0]*'),
      'a picture of another type': after(
        good,
        asked([picture(png.replaceAll('png', 'gif').replace('iVBORw0KGgo', 'R0lGODlhAQA'))]),
        'warning image-format messages[0].content[0]*',
      ),
      'a weight of two': after(
        good,
        { messages: [user('hi'), assistant('hello', { weight: 2 })] },
        'error weight-value messages[1].weight',
      ),
      'a weight of the user': after(
        good,
        { messages: [user('hi', { weight: 0 }), assistant('hello')] },
        'error weight-role messages[0].weight',
      ),
      'a result without a call': after(
        good,
        { messages: [user('hi'), { role: 'tool', tool_call_id: 'call_1', content: 'Rain' }, assistant('It rains.')] },
        'error orphan-tool-message messages[1]*',
      ),
      'a result without its id': after(
        good,
        {
          ...called('call_1'),
          messages: called('call_1').messages.map((each) => (each.role === 'tool' ? { role: 'tool', content: 'Rain' } : each)),
        },
        'error schema|orphan-tool-message messages[2]*',
      ),
      'arguments as an object': after(good, called('call_1', {}, { city: 'Oslo' }), 'error tool-arguments-json messages[1].tool_calls[0]*'),
      'arguments that are no JSON': after(good, called('call_1', {}, '{city:'), 'error tool-arguments-json messages[1].tool_calls[0]*'),
      'arguments encoded twice': after(
        good,
        called('call_1', {}, JSON.stringify('{"city":"Oslo"}')),
        'error tool-arguments-double-encoded messages[1].tool_calls[0]*',
      ),
      'a call without its type': after(
        good,
        called('call_1', { tool_calls: [{ ...call('call_1'), type: undefined }] }),
        'error tool-call-shape messages[1].tool_calls[0]*',
      ),
      'a function name with a space': after(
        good,
        { ...chat('owl'), tools: [{ type: 'function', function: { ...weather.function, name: 'the weather' } }] },
        'error name-format tools[0]*',
      ),
      'a list around all records': { lines: [`[${good.join(',')}]`], found: 'error pretty-printed ' },
      'a record over several lines': {
        lines: [...good, ...JSON.stringify(chat('owl'), undefined, 2).split('\n')].slice(0, -1),
        found: 'error pretty-printed|invalid-json *',
      },
      'another shape': {
        lines: ['{"conversations":[{"from":"human","value":"hi"},{"from":"gpt","value":"hello"}]}'],
        found: 'error shape-not-accepted ',
      },
      'one pair among chats': after(good, pair('owl'), 'error mixed-shapes *'),
      'a pair by the names of the specification': after(
        pairs,
        { input: pair('owl').input, preferred_completion: [assistant('Yes.')], non_preferred_completion: [assistant('No.')] },
        'error preference-keys *',
      ),
      'two answers a side': after(
        pairs,
        { ...pair('owl'), preferred_output: [assistant('An'), assistant('animal.')] },
        'error preference-output preferred_output*',
      ),
      'a picture in a pair': after(
        pairs,
        { ...pair('owl'), input: { messages: [user([picture(png)])] } },
        'error preference-output input*',
      ),
      'a pair without its worse answer': after(
        pairs,
        { ...pair('owl'), non_preferred_output: undefined },
        'error schema non_preferred_output',
      ),
      'an input that ends with the assistant': after(
        pairs,
        { ...pair('owl'), input: { messages: turns('owl') } },
        'error last-message input.messages[1]*',
      ),
      'a system message in reinforcement': after(
        tasks,
        { ...task('owl'), messages: [system, ...task('owl').messages] },
        'error role-not-allowed messages[0].role',
      ),
      'a reinforcement task with its answer': after(tasks, { ...task('owl'), messages: turns('owl') }, 'error last-message *'),
      'a third key beside prompt and completion': after(many(10, completion), { ...completion('owl'), id: 1 }, 'error unknown-key id'),
      'an empty completion': after(
        many(10, completion),
        { prompt: 'An owl?\n\n###\n\n', completion: '' },
        'error completion-empty completion',
      ),
    },
  };
}

function azure(): Expected {
  const good = many(10, chat);
  const pairs = many(10, pair);
  const tasks = many(10, task);
  const pictures = (count: number) => ({ messages: [user(Array.from({ length: count }, () => picture(png))), assistant('Dots.')] });
  return {
    good: {
      chat: good,
      tools: [...good, JSON.stringify(called('call_1'))],
      'as many pictures as it takes': [...good, JSON.stringify(pictures(64))],
      preference: pairs,
      reinforcement: tasks,
      completion: many(10, completion),
    },
    bad: {
      'nine lines': { lines: many(9, chat), found: 'error too-few-examples ' },
      'a user at the end': after(good, { messages: [...turns('owl'), user('And?')] }, 'error last-message messages[2]*'),
      'nobody who asks': after(good, { messages: [system, assistant('The owl is an animal.')] }, 'error schema messages'),
      'a result of the old form': after(
        good,
        { messages: [user('Rain?'), { role: 'function', name: 'weather', content: 'Rain' }, assistant('It rains.')] },
        'error role-not-allowed messages[1].role',
      ),
      'a picture in reinforcement': after(
        tasks,
        { ...task('owl'), messages: [user([{ type: 'text', text: 'How many legs?' }, picture(png)])] },
        'warning image-limit messages[0].content[1]',
      ),
      'an empty prompt': after(many(10, completion), { ...completion('owl'), prompt: '' }, 'error schema prompt'),
      'results of tools in the place of an answer': after(
        pairs,
        { ...pair('owl'), preferred_output: [{ role: 'tool', tool_call_id: 'call_1', content: 'Rain' }] },
        'error preference-output preferred_output',
      ),
      'two assistants in a row': after(
        good,
        { messages: [user('hi'), assistant('hello'), assistant('there')] },
        'error|warning message-order messages[2]*',
      ),
      'more pictures than it takes': after(good, pictures(65), 'warning image-limit messages[0].content[64]'),
      'a user in an answer': after(
        pairs,
        { ...pair('owl'), preferred_output: [user('No?')] },
        'error role-not-allowed|preference-output preferred_output*',
      ),
      'a system message in reinforcement': after(
        tasks,
        { ...task('owl'), messages: [system, ...task('owl').messages] },
        'error role-not-allowed messages[0].role',
      ),
      'a reinforcement task with its answer': after(tasks, { ...task('owl'), messages: turns('owl') }, 'error last-message *'),
      'a third key beside prompt and completion': after(many(10, completion), { ...completion('owl'), id: 1 }, 'error unknown-key id'),
    },
  };
}

function cohere(): Expected {
  const said = (role: string, content: unknown) => ({ role, content });
  const talk = (word: string) => ({ messages: [said('User', `What is a ${word}?`), said('Chatbot', `The ${word} is an animal.`)] });
  const talks = many(2, talk);
  const bad = (line: unknown, found: string) => after(talks, line, found);
  return {
    good: {
      'two conversations': talks,
      'a preamble': many(2, (word) => ({ messages: [said('System', 'Be brief.'), ...talk(word).messages] })),
      'more turns': many(2, (word) => ({ messages: [...talk(word).messages, ...talk('yak').messages] })),
      'the user twice, and last': many(2, (word) => ({
        messages: [said('User', 'Hi!'), ...talk(word).messages, said('User', 'Thank you!')],
      })),
    },
    bad: {
      'one conversation': { lines: many(1, talk), found: 'error too-few-examples ' },
      'nothing of the user': bad({ messages: [said('Chatbot', 'Hello.')] }, 'error schema messages'),
      'nothing of the chatbot': bad({ messages: [said('User', 'hi')] }, 'error no-assistant-message messages'),
      'a role of its newer interface': bad(
        { messages: [said('User', 'Rain?'), said('Tool', 'Yes'), said('Chatbot', 'It rains.')] },
        'error schema messages[1].role',
      ),
      'a preamble behind the question': bad(
        { messages: [said('User', 'hi'), said('System', 'Be brief.'), said('Chatbot', 'Hello.')] },
        'warning message-order messages[1].role',
      ),
      'two preambles': bad(
        { messages: [said('System', 'Be kind.'), said('System', 'Be brief.'), ...talk('owl').messages] },
        'warning message-order messages[1].role',
      ),
      'a content that is no text': bad({ messages: [said('User', ['hi']), said('Chatbot', 'Hello.')] }, 'error schema messages[0].content'),
      'the roles of others': bad(chat('owl'), 'error mixed-shapes '),
      'files of others': { lines: chats, found: 'error shape-not-accepted ' },
    },
  };
}

const expected: Readonly<Record<string, Expected>> = {
  openai: openai(),
  azure: azure(),
  together: together(),
  fireworks: fireworks(),
  mistral: mistral(),
  gemini: gemini(),
  bedrock: bedrock(),
  cohere: cohere(),
  trl: trl(),
  axolotl: axolotl(),
  'llama-factory': llamaFactory(),
};

interface Found {
  readonly line: number;
  readonly severity: string;
  readonly rule: string;
  readonly place: string;
  readonly message: string;
}

function findingsOf(lines: Lines, target: string): Found[] {
  return checkText(lines.join('\n'), target)
    .findings()
    .map(({ line, finding: { severity, rule, place, message } }) => ({
      line,
      severity,
      rule,
      place: 'path' in place && place.at !== 'text' ? formatPath(place.path) : '',
      message,
    }));
}

for (const [target, { good, bad }] of Object.entries(expected)) {
  for (const [name, lines] of Object.entries(good)) {
    test(`${target} takes ${name}`, () => {
      // Neither Windows' line breaks nor the last one matters to anybody.
      for (const text of [lines.join('\n'), `${lines.join('\n')}\n`, `${lines.join('\r\n')}\r\n`]) {
        assert.deepEqual(findingsOf([text], target), []);
      }
    });
  }
  for (const [name, { lines, found }] of Object.entries(bad)) {
    test(`${target} refuses ${name}`, () => {
      const [severity, rule = '', place = ''] = found.split(' ');
      const findings = findingsOf(lines, target);
      const isIt = (each: Found) =>
        severity?.split('|').includes(each.severity) &&
        rule.split('|').includes(each.rule) &&
        (place.endsWith('*') ? each.place.startsWith(place.slice(0, -1)) : place === '' || each.place === place);
      assert(findings.some(isIt), `no ${found} among ${JSON.stringify(findings, undefined, 1)}`);
      for (const { message } of findings) assert.match(message, /^.+[.?!”)]$/s);
    });
  }
}

test('targets speak of shapes, rules and models that exist', () => {
  for (const { id, shapes, models, defaultModel } of targets) {
    for (const shape of Object.keys(shapes)) assert(shapeById(shape), `${id}: ${shape}`);
    for (const model of models)
      for (const shape of model.shapes ?? []) assert(Object.hasOwn(shapes, shape), `${id}: ${model.id}: ${shape}`);
    assert(
      models.some((model) => model.id === defaultModel),
      id,
    );
  }
});

test('what is no longer trained is told with its day', () => {
  const openai = targetById('openai');
  assert(openai);
  assert.deepEqual(retirementsOf(openai, 'chat', modelOf(openai, 'gpt-4.1-2025-04-14')), []);
  assert.deepEqual(retirementsOf(openai, 'reinforcement', modelOf(openai, 'o4-mini-2025-04-16')), [
    'It does no reinforcement fine-tuning from 2026-10-23 on.',
    'It does not train o4-mini-2025-04-16 from 2026-10-23 on.',
  ]);
  assert.deepEqual(retirementsOf({ ...openai, about: 'Trains.' }, undefined, undefined), ['It takes no jobs from 2027-01-06 on.']);
});

test('every fact names its source and its day', () => {
  const visit = (value: unknown, path: string): void => {
    if (typeof value !== 'object' || value === null || path.endsWith('.schema')) return;
    if ('source' in value || 'asOf' in value) {
      assert('source' in value && 'asOf' in value, path);
      assert.match(String(value.asOf), /^20\d\d-\d\d-\d\d$/, path);
    }
    for (const [key, each] of Object.entries(value)) visit(each, `${path}.${key}`);
  };
  for (const target of targets) visit(target, target.id);
});

test('what a target demands is complained of in words', () => {
  for (const { id, shapes } of targets) {
    for (const [shape, { demands }] of Object.entries(shapes)) {
      if (!demands) continue;
      const complaints = [...JSON.stringify(demands.schema).matchAll(/"complaint":"((?:[^"\\]|\\.)*)"/g)];
      assert.notEqual(complaints.length, 0, `${id}: ${shape}`);
      for (const [, complaint = ''] of complaints) assert.match(complaint, /[.”]$/, `${id}: ${shape}`);
    }
  }
});
