import type { Fix } from '../finding';
import { isArray, isObject, type JsonObject, member } from '../json/parse';
import { atKey, atValue, type Path } from '../json/path';
import { acceptedShape } from './accepted';
import { describe, quoted } from './describe';
import type { ReportTo, Rule } from './rule';
import { eachSchemaFault } from './schemaFaults';
import { type Declaration, eachDeclaration } from './toolDeclarations';
import { withWording } from './wording';

// What OpenAI's interface takes, and those that follow it.
const mostTools = 128;
// Beyond these a declaration is written in another language altogether.
const mostFaults = 5;

/** A declaration of tools that no service can use. */
export const toolSchema: Rule = {
  id: 'tool-schema',
  about: 'line',
  severity: 'error',
  summary:
    'The `parameters` of a tool are no valid JSON Schema, a tool is declared twice, there are too many, or `functions` is an empty list.',
  why: 'The declarations go to the model as they are when you use it, and services check them first. One that they refuse there, or read otherwise than you meant, was trained for nothing.',
  bad: [
    {
      lines: [
        '{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"hello"}],"tools":[{"type":"function","function":{"name":"weather","parameters":{"type":"object","properties":{"city":{"type":"str"}}}}}]}',
      ],
      fixed: [
        '{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"hello"}],"tools":[{"type":"function","function":{"name":"weather","parameters":{"type":"object","properties":{"city":{"type":"string"}}}}}]}',
      ],
    },
    {
      lines: [
        '{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"hello"}],"tools":[{"type":"function","function":{"name":"weather"}}],"functions":[{"name":"weather"}]}',
      ],
    },
    {
      lines: ['{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"hello"}],"functions":[]}'],
      fixed: ['{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"hello"}]}'],
    },
  ],
  good: [
    {
      lines: [
        '{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"hello"}],"tools":[{"type":"function","function":{"name":"weather","parameters":{"type":"object","properties":{"city":{"type":"string","pattern":"(?i)^(?P<name>[a-z]+)$"}}}}}]}',
      ],
    },
    {
      lines: [
        '{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"hello"}],"tools":[{"type":"function","function":{"name":"weather","parameters":{"type":"object","properties":{"city":{"type":["string","null"],"enum":["Oslo",null]}},"required":["city"]}}}]}',
      ],
    },
  ],
  passesPlain: true,
  check({ value, shape }, report, { target }) {
    const tell: ReportTo = (found) => report({ ...found, message: withWording(found.message, target, 'tool-schema') });
    // Where any key is welcome beside the conversation, an empty list is no more than that.
    checkLists(value, acceptedShape(target, shape)?.unknownKeys?.line?.severity === 'off', tell);
    let names: Set<string> | undefined;
    eachDeclaration(value, (declaration) => {
      const { name, definition, path } = declaration;
      const parameters = member(definition, 'parameters');
      // What is no object at all, the shape's schema says.
      if (isObject(parameters)) checkParameters(declaration, parameters, tell);
      // `functions` beside `tools` say the same twice, which is told once already.
      if (path[0] === 'functions' && member(value, 'tools') !== undefined) return undefined;
      names ??= new Set();
      if (names.has(name)) {
        tell({
          place: atValue(...path, 'name'),
          message: `The function ${quoted(name)} is declared twice, so the model cannot tell which one it calls. Remove or rename one.`,
        });
      }
      names.add(name);
      return undefined;
    });
  },
};

function checkLists(value: JsonObject, mayHoldAnything: boolean, report: ReportTo): void {
  for (const key of ['tools', 'functions']) {
    const list = member(value, key);
    if (!isArray(list) || list.length <= mostTools) continue;
    report({
      place: atKey(key),
      message: `This line declares ${list.length} functions; services take ${mostTools} at the most. Keep those that the conversation needs, and some others.`,
    });
  }
  const functions = member(value, 'functions');
  if (isArray(functions) && functions.length === 0 && !mayHoldAnything) {
    report({
      place: atKey('functions'),
      message: '`functions` declares nothing, and services that know it want one function at least: remove it.',
      fixes: [{ kind: 'fix', title: 'Remove `functions`', edits: [{ op: 'remove', path: ['functions'] }] }],
    });
    return;
  }
  if (functions === undefined || !isArray(member(value, 'tools'))) return;
  report({
    place: atKey('functions'),
    message: '`functions` may not stand beside `tools`, which took their place: services refuse a line with both. Move them into `tools`.',
  });
}

function checkParameters({ path }: Declaration, parameters: JsonObject, report: ReportTo): void {
  const at = [...path, 'parameters'];
  checkRoot(parameters, at, report);
  let told = 0;
  eachSchemaFault(parameters, (fault) => {
    told += 1;
    if (told > mostFaults) return;
    const full = [...at, ...fault.path];
    report({
      place: atValue(...full),
      message: `These \`parameters\` are no valid JSON Schema: ${fault.message}. ${fault.meant ? `Write \`${fault.meant}\`.` : 'Correct it, or services refuse the tool.'}`,
      fixes: fault.meant === undefined ? [] : [replacing(full, fault.meant)],
    });
  });
}

function checkRoot(parameters: JsonObject, at: Path, report: ReportTo): void {
  const type = member(parameters, 'type');
  const path = [...at, 'type'];
  if (type === undefined && isObject(member(parameters, 'properties'))) {
    report({
      place: atValue(...path),
      severity: 'warning',
      message: 'These `parameters` have `properties` but no `type`, and some services refuse them so: add "type": "object".',
      fixes: [{ kind: 'fix', title: 'Add `"type": "object"`', edits: [{ op: 'set', path, value: 'object' }] }],
    });
  } else if (typeof type === 'string' && type !== 'object' && isOtherType(type)) {
    report({
      place: atValue(...path),
      message: `The \`parameters\` of a function must describe an object with one member for each argument, not ${describe(type)}.`,
    });
  }
}

// Words that are no type at all are reported as such.
function isOtherType(type: string): boolean {
  return ['array', 'string', 'number', 'integer', 'boolean', 'null'].includes(type);
}

// Declarations should be those of the program that uses the model, so whoever owns it decides.
function replacing(path: Path, meant: string): Fix {
  return { kind: 'suggestion', title: `Change to \`${meant}\``, edits: [{ op: 'set', path, value: meant }] };
}
