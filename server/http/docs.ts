import { html, raw } from 'hono/html';
import type { AnyCommand } from '../engine/define.ts';
import css from './docs.css?raw';
import { type ApiDocument, type ApiOperation, openApi } from './openapi.ts';
import { docsPage, docsStyle, openApiDocument } from '../../shared/routes/health.ts';
import { type Answering, type AnyRoute, answerExchange } from './answer.ts';

type Markup = ReturnType<typeof html>;

interface Entry {
  method: string;
  path: string;
  operation: ApiOperation;
}

const together = (parts: Markup[]): Markup => html`${parts.map((it) => raw(String(it)))}`;
const anchor = ({ operation }: Entry): string => operation.operationId.replaceAll(/[^\w.]+/g, '-');
const json = (value: unknown): string => JSON.stringify(value, null, 2);

const parameters = ({ parameters: found = [] }: ApiOperation): Markup | '' =>
  found.length === 0
    ? ''
    : html`<table>
        <tbody>
          ${found.map(
            (it) =>
              html`<tr>
                <th scope="row"><code>${it.name}</code></th>
                <td>${it.description}</td>
              </tr>`,
          )}
        </tbody>
      </table>`;

const sample = (title: string, value: unknown): Markup | '' =>
  value === undefined
    ? ''
    : html`<p class="quiet">${title}</p>
        <pre tabindex="0"><code>${json(value)}</code></pre>`;

const shape = (title: string, value: unknown): Markup | '' =>
  value === undefined
    ? ''
    : html`<details>
        <summary>${title}</summary>
        <pre tabindex="0"><code>${json(value)}</code></pre>
      </details>`;

interface Content {
  content?: Record<string, { schema?: unknown; example?: unknown }>;
}

const entry = (it: Entry): Markup => {
  const { operation } = it;
  const sent = Object.values(operation.requestBody?.content ?? {})[0];
  const answered = Object.values((operation.responses['200'] as Content | undefined)?.content ?? {})[0];
  return html`<section class="entry" id="${anchor(it)}">
    <h3><span class="method">${it.method.toUpperCase()}</span><code>${it.path}</code></h3>
    <p>${operation.summary}${operation.security.length === 0 ? '. No session needed' : ''}</p>
    ${operation.description ? html`<p class="quiet">${operation.description}</p>` : ''} ${parameters(operation)}
    ${sample('Send, for example', sent?.example)} ${shape('All it takes', sent?.schema)}
    ${sample('Answers, for example', answered?.example)} ${shape('All it answers', answered?.schema)}
  </section>`;
};

const entriesOf = (api: ApiDocument, tag: string): Entry[] =>
  Object.entries(api.paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, operation]) => operation.tags.includes(tag))
      .map(([method, operation]) => ({ method, path, operation })),
  );

const page = (api: ApiDocument): Markup => {
  const groups = api.tags.map(({ name }) => ({ name, entries: entriesOf(api, name) }));
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Haven API</title>
        <link rel="stylesheet" href="/api/docs.css" />
      </head>
      <body>
        <header class="bar">Haven</header>
        <div class="page">
          <nav aria-label="On this page">
            ${groups.map(
              ({ name, entries }) =>
                html`<h2>${name}</h2>
                  <ul>
                    ${entries.map((it) => html`<li><a href="#${anchor(it)}">${it.path.replace('/api/', '')}</a></li>`)}
                  </ul>`,
            )}
          </nav>
          <main>
            <h1>API</h1>
            ${api.info.description.split('\n\n').map((words) => html`<p>${words}</p>`)}
            <p><a href="/api/openapi.json">The same as OpenAPI ${api.openapi}</a></p>
            ${groups.map(
              ({ name, entries }) =>
                html`<h2>${name}</h2>
                  ${together(entries.map(entry))}`,
            )}
          </main>
        </div>
      </body>
    </html>`;
};

/** The API's own description. It tells nothing about anybody, so anyone may read it. */
export const docs = (commands: Iterable<AnyCommand>, routes: readonly AnyRoute[]): Answering[] => {
  const api = openApi(commands, [...routes, openApiDocument, docsPage, docsStyle]);
  return [
    answerExchange(openApiDocument, () => ({ ...api }) as never),
    answerExchange(docsPage, ({ c }) => c.html(page(api))),
    answerExchange(docsStyle, () => css),
  ];
};
