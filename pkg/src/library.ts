/**
 * A WebAssembly module and what was handed in to it: codebook, messages, cases and reference
 * alliances. Nothing starts before something is asked for, and everything happens once.
 */

import { dataText, type ModuleSource } from './assets.js';
import { AllianceError } from './errors.js';
import { CASE_IDS } from './generated/cases.js';
import type { Locale } from './generated/types.js';

/** What the glue code of every module offers; of timelines, all but the last. */
interface Glue {
  initSync(input: { module: WebAssembly.Module }): unknown;
  addCodebook(json: string): void;
  addMessages(locale: string, json: string): void;
  addCase(json: string): string;
  addReferences?(json: string): void;
}

/** The languages of texts and numbers. */
export const LOCALES: readonly Locale[] = ['en', 'es'];

/** The cases that were added by the page; their documents as JSON text. */
export const ownCases = new Map<string, string>();

/** The cases that come along, and those that were added. */
export const knownCases = (): string[] => [...CASE_IDS, ...ownCases.keys()];

export class Library {
  readonly #once = new Map<string, Promise<string>>();

  constructor(
    /** Compiles the module. */
    readonly compiled: (source?: ModuleSource) => Promise<WebAssembly.Module>,
    readonly glue: Glue,
    /** What the files of messages for this module are called before the language. */
    readonly texts: string,
  ) {}

  /** Does a piece of work once; one that failed may be tried again. */
  #doOnce(name: string, work: () => Promise<string>): Promise<string> {
    let done = this.#once.get(name);
    if (done === undefined) {
      done = work();
      done.catch(() => this.#once.delete(name));
      this.#once.set(name, done);
    }
    return done;
  }

  /** Starts the module. */
  async start(source?: ModuleSource): Promise<void> {
    await this.#doOnce('', async () => {
      this.glue.initSync({ module: await this.compiled(source) });
      return '';
    });
  }

  /** The text of a data file, handed to the started module once. The file is fetched meanwhile. */
  async #handIn(
    file: string,
    add: (text: string) => unknown,
    ready: Promise<unknown>,
  ): Promise<string> {
    return this.#doOnce(file, async () => {
      const [text] = await Promise.all([dataText(file), ready]);
      guarded(() => add(text));
      return text;
    });
  }

  /** Starts the module and hands it the codebook with its texts in one language; gives its text. */
  needCodebook(locale: Locale = 'en'): Promise<string> {
    return this.#handIn(`codebook.${locale}.json`, this.glue.addCodebook, this.start());
  }

  /**
   * Hands a documented or an added case to the module: what verdicts and figures need of it, without
   * the reasons of its scores; gives its text. An added one is handed in each time: the page may have put another in its place.
   */
  async needCase(id: string): Promise<string> {
    const own = ownCases.get(id);
    if (own === undefined) {
      return this.#handIn(`${id}.json`, this.glue.addCase, this.#needAnyCodebook());
    }
    await this.#needAnyCodebook();
    guarded(() => this.glue.addCase(own));
    return own;
  }

  /** Adds a case of the page from its JSON text, in place of an earlier one with its id; gives the id. */
  async addOwnCase(text: string): Promise<string> {
    await this.#needAnyCodebook();
    requireOwnId(idIn(text));
    const id = guarded(() => this.glue.addCase(text));
    ownCases.set(id, text);
    return id;
  }

  /** As `needCase`, with the reasons of the scores. */
  async needReasons(id: string): Promise<void> {
    const scores = await this.needCase(id);
    if (ownCases.has(id)) return;
    const whole = (reasons: string) =>
      JSON.stringify({ ...JSON.parse(scores), ...JSON.parse(reasons) });
    await this.#handIn(
      `${id}.reasons.json`,
      (text) => this.glue.addCase(whole(text)),
      this.start(),
    );
  }

  /** Hands the reference alliances to the module. */
  async needReferences(): Promise<void> {
    const add = (text: string) => this.glue.addReferences?.(text);
    await this.#handIn('references.json', add, this.#needAnyCodebook());
  }

  /** Hands the texts of a language to the module. */
  needMessages(locale: Locale): Promise<string> {
    const add = (text: string) => this.glue.addMessages(locale, text);
    return this.#handIn(`${this.texts}.${locale}.json`, add, this.start());
  }

  /** The codebook in a language that is on its way already, or in English. */
  #needAnyCodebook(): Promise<string> {
    const isLoaded = this.#once.has('codebook.es.json') && !this.#once.has('codebook.en.json');
    return this.needCodebook(isLoaded ? 'es' : 'en');
  }
}

/** Runs a call into a module; what it refuses becomes an `AllianceError`. */
export function guarded<T>(call: () => T): T {
  try {
    return call();
  } catch (thrown) {
    throw AllianceError.from(thrown);
  }
}

/** Refuses a name that is not among the known ones. */
export function requireKnown(
  what: string,
  id: string,
  known: readonly string[],
  path: string,
): void {
  if (!known.includes(id)) {
    throw new AllianceError(
      'unknown',
      path,
      `${path}: there is no ${what} \`${id}\`; known: ${known.join(', ')}`,
    );
  }
}

/** Refuses the id of a case that comes along for one of the page. */
export function requireOwnId(id: unknown): void {
  if (!CASE_IDS.includes(String(id))) return;
  const message = `settings.case_id: \`${id}\` is a case that comes along; give yours another id`;
  throw new AllianceError('taken', 'settings.case_id', message);
}

/** The id in the JSON text of a case; none in a text that is no case, which the module refuses by name. */
function idIn(text: string): unknown {
  try {
    return JSON.parse(text)?.settings?.case_id;
  } catch {
    return undefined;
  }
}

/** Refuses the id of a case that neither comes along nor was added. */
export function knownCase(id: string, path: string): void {
  requireKnown('case', id, knownCases(), path);
}
