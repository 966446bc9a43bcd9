/** What a reader takes along from a view: link, data, figure, citation. Loaded when first asked for. */

import { VERSION } from '../generated/cases.js';
import type { Locale } from '../generated/types.js';
import type { DataCell, Takeaway } from './element.js';

/** Words of the elements by key. */
type Say = (key: string, values?: Record<string, string>) => string;

/** Twice the drawing's size: sharp on a slide. */
const PNG_SCALE = 2;

/** Does what a button of the bar says, and says in `status` what came of it. */
export async function take(
  what: string,
  takeaway: Takeaway,
  link: string,
  locale: Locale,
  status: HTMLElement,
  say: Say,
): Promise<void> {
  const { name } = takeaway;
  const saved = (file: string, blob: Blob) => {
    save(file, blob);
    status.textContent = say('element.saved', { file });
  };
  switch (what) {
    case 'copy_link':
      if (await copied(link)) status.textContent = say('element.link_copied');
      else status.replaceChildren(say('element.link_shown'), ' ', shownText(link));
      break;
    case 'data':
      // With a mark of its encoding, without which spreadsheets misread accents.
      saved(`${name}.csv`, new Blob(['\ufeff', csv(takeaway.rows())], { type: 'text/csv' }));
      break;
    case 'svg':
      saved(`${name}.svg`, new Blob([drawing(takeaway)], { type: 'image/svg+xml' }));
      break;
    case 'png':
      saved(`${name}.png`, await png(drawing(takeaway)));
      break;
    case 'cite':
      status.replaceChildren(citations(takeaway.title, link, locale, say));
  }
}

/** Rows as CSV by RFC 4180. */
export function csv(rows: readonly (readonly DataCell[])[]): string {
  const cell = (value: DataCell) => {
    // A spreadsheet would run a text that begins like a formula.
    const text =
      typeof value === 'string' ? value.replace(/^(?=[=+\-@\t\r])/, "'") : `${value ?? ''}`;
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

function drawing({ svg }: Takeaway): string {
  const text = svg?.();
  if (!text) throw new Error('this view has no drawing');
  return text;
}

async function png(svg: string): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(image.naturalWidth * PNG_SCALE);
  canvas.height = Math.round(image.naturalHeight * PNG_SCALE);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (!blob) throw new Error('no picture');
  return blob;
}

/** Hands a file to the reader. */
export function save(file: string, blob: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = file;
  link.click();
  // The download has begun by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** Whether the text went to the clipboard: pages inside a frame are often refused. */
async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** A text to copy by hand. */
function shownText(text: string): HTMLElement {
  const field = document.createElement('input');
  field.readOnly = true;
  field.value = text;
  field.setAttribute('aria-label', text);
  field.addEventListener('focus', () => field.select());
  return field;
}

const AUTHOR = 'fragmented-allies contributors';
const THEORY =
  'Quirk, P. W. (2014), Internal Threat Alliances: Great Powers, Fragmented Allies, and Alliance-Making in the Post-Cold War Era, PhD dissertation, Johns Hopkins University';

/** The citation of a view in each form, newest first: plain, BibTeX, CSL-JSON. */
export function citation(title: string, link: string, locale: Locale, today: Date) {
  const [year, month, day] = [today.getFullYear(), today.getMonth() + 1, today.getDate()];
  const date = [year, month, day].map((part) => String(part).padStart(2, '0')).join('-');
  const braced = title.replace(/[{}\\]/g, '').replace(/[%&#$_]/g, '\\$&');
  return {
    plain: `${AUTHOR}: “${title}”, fragmented-allies, version ${VERSION}. ${link} (${date}). Theory: ${THEORY}.`,
    bibtex: `@software{fragmented-allies-${VERSION},
  author = {{${AUTHOR}}},
  title = {{${braced}}},
  version = {${VERSION}},
  url = {${link}},
  urldate = {${date}},
  language = {${locale}},
  note = {Theory: ${THEORY}}
}`,
    csl: JSON.stringify(
      [
        {
          id: `fragmented-allies-${VERSION}`,
          type: 'software',
          title,
          author: [{ literal: AUTHOR }],
          version: VERSION,
          URL: link,
          accessed: { 'date-parts': [[year, month, day]] },
          language: locale,
          note: `Theory: ${THEORY}`,
        },
      ],
      null,
      2,
    ),
  };
}

function citations(title: string, link: string, locale: Locale, say: Say): HTMLElement {
  const panel = document.createElement('div');
  panel.className = 'citations';
  for (const [form, text] of Object.entries(citation(title, link, locale, new Date()))) {
    const label = document.createElement('label');
    const field = document.createElement('textarea');
    field.readOnly = true;
    field.rows = form === 'plain' ? 4 : 8;
    field.value = text;
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = say('element.copy');
    button.setAttribute('aria-label', `${say('element.copy')}: ${say(`element.cite_${form}`)}`);
    button.addEventListener('click', async () => {
      if (await copied(text)) button.textContent = say('element.copied');
      else field.select();
    });
    label.append(say(`element.cite_${form}`), field);
    panel.append(label, button);
  }
  return panel;
}
