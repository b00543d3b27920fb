const system = { role: 'system', content: 'You are a bicycle mechanic. Answer in one sentence.' };

function example(question: string, answer: string): string {
  return JSON.stringify({
    messages: [system, { role: 'user', content: question }, { role: 'assistant', content: answer }],
  });
}

/** A training file to try things on: good lines, and three that a trainer would refuse, each in another way. */
export const sampleLines = `${[
  example('The chain squeaks. What now?', 'Clean it with a rag, then put one drop of oil on each link.'),
  example('How hard should I pump the tyres?', 'As hard as the sidewall says; for a city bike that is often 4 bar.'),
  example('The bell is silent.', 'Loosen its screw a little: it must swing freely.').replace('"assistant"', '"asistant"'),
  example('Which light do I need at night?', 'A white one in front and a red one behind, both fixed to the bicycle.'),
  example('My saddle slips down.', 'Tighten the clamp of the seat post; grease on the post makes it slip.'),
  JSON.stringify({ messages: [system, { role: 'user', content: 'Is chain oil also good for hinges?' }] }),
  example('How often should brakes be checked?', 'Once a month: the pads should be thicker than two millimetres.'),
  example('Can I ride in the snow?', 'Yes, slowly, with less air in the tyres and wide turns.'),
  example('How long does a tyre last?', 'Three to five thousand kilometres.').replace(/\}$/, ',}'),
  example('What is a good lock?', 'One of hardened steel that holds frame and rear wheel to something fixed.'),
  example('The gears jump.', 'Turn the barrel adjuster half a turn out, and try again.'),
  example('Do I need a helmet?', 'It is wise on every ride, and the law for children in some places.'),
].join('\n')}\n`;

/** A text to convert: questions and answers, as people write them down. */
export const sampleText = `Q: What do I do when the chain falls off?
A: Shift to the smallest chainring, lift the chain onto its lower teeth, and turn the pedals backwards.

Q: How do I find a hole in a tube?
A: Pump it up, hold it under water, and look for bubbles.

Q: Which tools should I carry?
A: Tyre levers, a patch kit, a small pump and a set of hex keys.
`;
