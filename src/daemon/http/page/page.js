/** Shows /openapi.json and lets one try its requests. No library, nothing from elsewhere. */
const api = await (await fetch('/openapi.json')).json();
const byId = (id) => document.getElementById(id);

function element(tag, attributes = {}, ...children) {
  const node = Object.assign(document.createElement(tag), attributes);
  node.append(...children);
  return node;
}

/** A reference into the document, or the schema itself. */
function resolved(schema) {
  const path = schema?.$ref?.split('/').slice(1) ?? [];
  return path.length === 0 ? (schema ?? {}) : path.reduce((at, key) => at[key], api);
}

function typeOf(given) {
  const schema = resolved(given);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.anyOf) return schema.anyOf.map(typeOf).join(' | ');
  if (schema.type === 'array') return `${typeOf(schema.items)}[]`;
  if (schema.type === 'object' && schema.additionalProperties && !schema.properties) return 'object of numbers';
  return [schema.type, schema.format].filter(Boolean).join(', ') || 'any';
}

function limits({ minimum, maximum, maxLength, default: fallback }) {
  const words = [];
  if (fallback !== undefined) words.push(`default ${JSON.stringify(fallback)}`);
  if (minimum !== undefined && Math.abs(minimum) < Number.MAX_SAFE_INTEGER) words.push(`from ${minimum}`);
  if (maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER) words.push(`up to ${maximum}`);
  if (maxLength !== undefined) words.push(`at most ${maxLength} characters`);
  return words.join(', ');
}

function row(name, where, given, required) {
  const schema = resolved(given);
  const description = [given.description ?? schema.description, limits(schema)].filter(Boolean).join('. ');
  return element(
    'tr',
    {},
    element('td', {}, element('code', { textContent: name }), required ? ' *' : ''),
    element('td', { textContent: where }),
    element('td', { textContent: typeOf(given) }),
    element('td', { textContent: description }),
  );
}

function table(heads, rows) {
  const head = element('tr', {}, ...heads.map((textContent) => element('th', { textContent })));
  return element('table', {}, element('thead', {}, head), element('tbody', {}, ...rows));
}

/** Rows of an object's properties, and of the objects within it. */
function propertyRows(given, where, prefix = '') {
  const schema = resolved(given);
  return Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
    const inner = resolved(property).type === 'array' ? resolved(property).items : property;
    const suffix = resolved(property).type === 'array' ? '[]' : '';
    return [
      row(prefix + name, where, property, schema.required?.includes(name)),
      ...propertyRows(inner, where, `${prefix}${name}${suffix}.`),
    ];
  });
}

const bodySchema = (operation) => operation.requestBody?.content?.['application/json']?.schema;

function example(given) {
  const schema = resolved(given);
  const entries = Object.entries(schema.properties ?? {}).filter(
    ([name, property]) => schema.required?.includes(name) || resolved(property).default !== undefined,
  );
  return Object.fromEntries(
    entries.map(([name, property]) => {
      const { default: fallback, type } = resolved(property);
      return [name, fallback ?? (type === 'string' ? '' : 1)];
    }),
  );
}

async function send(method, path, parameters, form, output) {
  const query = new URLSearchParams();
  const headers = { authorization: `Bearer ${byId('token').value}` };
  let url = path;
  for (const { name, in: where } of parameters) {
    const value = form.elements[name].value;
    if (where === 'path') url = url.replace(`{${name}}`, encodeURIComponent(value));
    else if (value !== '' && where === 'query') query.set(name, value);
    else if (value !== '') headers[name] = value;
  }
  const body = form.elements.body?.value;
  if (body !== undefined) headers['content-type'] = 'application/json';
  const suffix = query.size === 0 ? '' : `?${query}`;
  try {
    const response = await fetch(url + suffix, { method, headers, body });
    const text = await response.text();
    const shown = response.headers.get('content-type')?.includes('json')
      ? JSON.stringify(JSON.parse(text), undefined, 2)
      : text;
    output.textContent = `${response.status} ${response.statusText}\n\n${shown}`;
  } catch (error) {
    output.textContent = String(error);
  }
  output.hidden = false;
}

function tryForm(method, path, operation) {
  const parameters = operation.parameters ?? [];
  const output = element('pre', { hidden: true });
  const form = element('form', { autocomplete: 'off' });
  for (const { name } of parameters) form.append(element('label', {}, `${name} `, element('input', { name })), ' ');
  const body = bodySchema(operation);
  if (body) form.append(element('textarea', { name: 'body', value: JSON.stringify(example(body), undefined, 2) }));
  form.append(element('button', { textContent: 'Send' }));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void send(method, path, parameters, form, output);
  });
  return element('div', {}, form, output);
}

function operationView(method, path, operation) {
  const heads = ['name', 'where', 'type', 'meaning'];
  const parts = [];
  const rows = (operation.parameters ?? []).map((each) =>
    row(
      each.name,
      each.in,
      { ...each.schema, description: each.description ?? each.schema.description },
      each.required,
    ),
  );
  const body = bodySchema(operation);
  if (body) rows.push(...propertyRows(body, 'body'));
  if (operation.description) parts.push(element('p', { textContent: operation.description }));
  parts.push(element('p', { textContent: operation.security?.length === 0 ? 'Needs no token.' : 'Needs a token.' }));
  if (rows.length > 0) parts.push(table(heads, rows));
  for (const [status, response] of Object.entries(operation.responses)) {
    const schema = Object.values(response.content ?? {})[0]?.schema;
    const answer = propertyRows(schema, 'answer');
    if (answer.length === 0) continue;
    const title = status === 'default' ? 'Answer when something is wrong' : `Answer ${status}`;
    parts.push(
      element('details', {}, element('summary', { textContent: title }), element('div', {}, table(heads, answer))),
    );
  }
  // A stream has no end to wait for.
  if (!Object.keys(operation.responses['200']?.content ?? {}).includes('text/event-stream')) {
    parts.push(tryForm(method.toUpperCase(), path, operation));
  }
  const summary = element(
    'summary',
    {},
    element('span', { className: 'method', textContent: method.toUpperCase() }),
    element('code', { textContent: path }),
    ` ${operation.summary ?? ''}`,
  );
  return element('details', { className: 'operation' }, summary, element('div', {}, ...parts));
}

byId('version').textContent = api.info.version;
byId('description').textContent = api.info.description;
byId('access').addEventListener('submit', (event) => event.preventDefault());
const operations = Object.entries(api.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ method, path, operation })),
);
byId('operations').replaceChildren(
  ...api.tags.flatMap((tag) => [
    element('h2', { textContent: tag.name }),
    ...operations
      .filter(({ operation }) => operation.tags?.includes(tag.name))
      .map(({ method, path, operation }) => operationView(method, path, operation)),
  ]),
);
