/** The settings as the manifest declares them, made from the table of settings. */
export function configuration(engine) {
  const properties = engine.settingRows.map(({ key, name, description, schema, default: value }, order) => [
    name,
    { order, scope: 'resource', ...schema, ...choices(key, schema, engine), default: value, markdownDescription: description },
  ]);
  return { title: 'Exemplar', properties: Object.fromEntries(properties) };
}

/** What a setting's value may be, where targets and rules tell. */
function choices(key, schema, { targets, rules }) {
  if (key === 'target') {
    return {
      enum: targets.map(({ id }) => id),
      enumItemLabels: targets.map(({ name }) => name),
      enumDescriptions: targets.map(({ about }) => about),
    };
  }
  // Other names stay possible: fine-tuned models have names of their own.
  if (key === 'model') return { examples: [...new Set(targets.flatMap(({ models }) => models.map(({ id }) => id)))] };
  if (key === 'rules') {
    const known = rules.map(({ id, summary }) => [id, { ...schema.additionalProperties, markdownDescription: summary }]);
    return { properties: Object.fromEntries(known) };
  }
  return {};
}
