import type { JsonSchema } from '../core/shapes/jsonSchema';
import { inlineCode } from './hoverMarkdown';
import { type HoverScene, paragraphs } from './hoverScene';
import { fieldsOf, namedValues, schemasAt } from './schemaWalk';

/** What a key means; undefined when the shape does not know it. */
export function fieldCard({ shape, line, path }: HoverScene): string | undefined {
  const { schema } = shape;
  if (!schema) return undefined;
  const key = path.at(-1);
  const field = fieldsOf(schema, schemasAt(schema, line, path.slice(0, -1))).find((each) => each.key === key);
  const [first] = field?.schemas ?? [];
  if (!field || !first) return undefined;
  // The constant that tells one kind of object from others is named for its value, which says nothing of the key.
  const title = first.const === undefined ? first.title : undefined;
  return paragraphs(
    [`**${title ?? inlineCode(field.key)}**`, field.required ? 'required' : 'optional', first.deprecated && 'deprecated']
      .filter(Boolean)
      .join(' · '),
    first.const === undefined || field.schemas.length === 1 ? first.description : undefined,
    valueList(first),
    first.default !== undefined && `Default: ${inlineCode(JSON.stringify(first.default))}`,
  );
}

/** What a value means that the schema names; undefined when it does not. */
export function valueCard({ shape, line, path, node }: HoverScene): string | undefined {
  const { schema } = shape;
  if (!schema) return undefined;
  for (const each of schemasAt(schema, line, path)) {
    const named = namedValues(schema, each).find(({ value }) => value === node.value);
    if (!named) continue;
    const title = named.title ?? each.title;
    return paragraphs(
      `${title ? `**${title}** · ` : ''}${inlineCode(JSON.stringify(named.value))}${named.deprecated ? ' · deprecated' : ''}`,
      named.description,
    );
  }
  return undefined;
}

/** What an object or list is; undefined when the shape does not know it. */
export function structureCard({ shape, line, path }: HoverScene): string | undefined {
  const [first, ...others] = shape.schema ? schemasAt(shape.schema, line, path) : [];
  return first?.title && others.length === 0 ? paragraphs(`**${first.title}**`, first.description) : undefined;
}

/** The name of what stands at a path. */
export function titleAt({ shape, line, path }: HoverScene): string | undefined {
  const [first] = shape.schema ? schemasAt(shape.schema, line, path) : [];
  return first?.title ?? path.findLast((step) => typeof step === 'string')?.toString();
}

function valueList({ enum: values, enumDescriptions }: JsonSchema): string | undefined {
  return values
    ?.map((value, index) => `- ${inlineCode(JSON.stringify(value))}${enumDescriptions?.[index] ? `: ${enumDescriptions[index]}` : ''}`)
    .join('\n');
}
