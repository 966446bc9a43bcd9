import { html, nothing, type TemplateResult, unsafeCSS } from 'lit';
import { state as internal, property } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import * as classifier from '../classifier.js';
import type { Locale, Verdict } from '../generated/types.js';
import { type Answers, fromProfile, type Given, isLevel, toProfile } from './classifier/answers.js';
import { type Alliance, called, started } from './classifier/documented.js';
import type { AnsweredDetail, ImportedDetail, LessonRevealedDetail } from './classifier/events.js';
import { beginning, qca, readProfile, savers } from './classifier/files.js';
import { agreed, revealed } from './classifier/lesson.js';
import { bar, codings, hiddenPanel, lessonCase, title, verdictPanel } from './classifier/panel.js';
import { progress, question } from './classifier/question.js';
import {
  begun,
  isAnswered,
  Questionnaire,
  readSession,
  type Session,
  writeSession,
} from './classifier/session.js';
import { questionnaire } from './classifier/styles.js';
import { counted, numberIn, textOf, type Words } from './classifier/words.js';
import { AllianceElement, type Takeaway } from './element.js';
import { part } from './part.js';

export type { AnsweredDetail, ImportedDetail, LessonRevealedDetail };

/** How long the verdict waits until it is spoken. */
const SPOKEN_AFTER = 500;

/**
 * The codebook as a questionnaire: answers to an own alliance or to a documented one, the verdict on
 * them while they change, where it would be another, and what it resembles. As a lesson, the learner
 * codes a documented phase first and sees our coding and the agreement afterwards.
 *
 * Nothing is sent, and nothing is stored.
 *
 * @element alliance-classifier
 * @fires {CustomEvent<AnsweredDetail>} alliance-answered - The reader answered a question.
 * @fires {CustomEvent<LessonRevealedDetail>} alliance-lesson-revealed - The learner asked for the coding.
 * @fires {CustomEvent<ImportedDetail>} alliance-imported - The answers of a file took the place of the others.
 * @csspart questions - The question with its levels.
 * @csspart verdict - The verdict on the answers.
 * @csspart lesson - In a lesson, the coding beside the learner's answers.
 */
export class AllianceClassifier extends AllianceElement {
  static override styles = [AllianceElement.styles, questionnaire];

  /** What the answers start from: a case and its phase as `us-colombia/p2`, or a reference alliance. */
  @property({ useDefault: true }) start = '';
  /** Whose answers those are: `1`, `2`, or `hull` for the first with ranges that hold both. */
  @property({ useDefault: true }) coder = '1';
  /** The indicators that are asked for, separated by blanks; default: all. */
  @property({ useDefault: true }) indicators = '';
  /** Whether the learner codes a documented phase first and sees the coding afterwards. */
  @property({ type: Boolean, useDefault: true }) lesson = false;
  /** The case of the lesson. */
  @property({ useDefault: true }) case = '';
  /** The phase of the lesson. */
  @property({ useDefault: true }) phase = '';

  @internal() private asks: Questionnaire | undefined;
  @internal() private session: Session = begun('', {});
  /** What a reader can have back. */
  @internal() private former: Session | undefined;
  /** What was done last to the answers as a whole, and what was saved last. */
  @internal() private said = '';
  @internal() private saved = '';
  /** The verdict as it is spoken. */
  @internal() private spoken = '';

  #quick: { key: string; verdict: Verdict } | undefined;
  #drawn: { key: string; drawn: classifier.DrawnVerdict } | undefined;
  /** What the panel still shows when an answer was given: it follows once the answer is painted. */
  #held: classifier.DrawnVerdict | undefined;
  #speaking: ReturnType<typeof setTimeout> | undefined;

  protected override get sources() {
    return [...super.sources, 'start', 'coder', 'indicators', 'lesson', 'case', 'phase'];
  }

  protected override get isReady() {
    return this.asks !== undefined;
  }

  protected override get texts() {
    return classifier.texts(this.#locale);
  }

  protected override async load(take: () => void) {
    const { start, coder, indicators, lesson, case: id, phase } = this;
    const wanted = { locale: this.wantedLocale, start, coder, indicators, lesson, case: id, phase };
    const asks = await Questionnaire.load(wanted, take);
    this.adoptStyle(unsafeCSS(classifier.figureStyle()));
    this.asks = asks;
    this.former = undefined;
    this.readView(new URLSearchParams(this.state));
  }

  /**
   * `from`: what the answers started from, where it is not what the attributes say. An indicator by
   * its id: its answer, as `0.6`, `0.6_0.4_0.8` with its range, or `unknown`, where it is not what
   * they started from. `at`: the indicator that is shown. `revealed`: the coding of a lesson is shown.
   */
  protected override readView(view: URLSearchParams) {
    if (this.asks) this.session = readSession(this.asks, view);
  }

  protected override writeView() {
    return this.asks ? writeSession(this.asks, this.session) : new URLSearchParams();
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#speaking);
  }

  get #locale(): Locale {
    return this.asks?.locale ?? this.wantedLocale;
  }

  get #words(): Words {
    const locale = this.#locale;
    return {
      locale,
      say: (key, values) => this.message(`classifier.${key}`, values),
      number: (value, decimals) => numberIn(locale, value, decimals),
    };
  }

  /** Width of the figure: beside the question from 600 pixels on, as the style sheet has it. */
  get #panelWidth(): number {
    if (this.width < 600) return this.figureWidth;
    if (this.session.isRevealed) return Math.min(this.figureWidth, 480);
    return this.width < 1000 ? 320 : 400;
  }

  /** The answers that the verdict rests on: in a lesson, ours where the learner gave none. */
  #judged({ lesson }: Questionnaire): Answers {
    const { answers } = this.session;
    if (!lesson) return answers;
    const known = Object.entries(answers).filter(([, answer]) => answer !== 'unknown');
    return { ...this.asks?.documented(lesson.id), ...Object.fromEntries(known) };
  }

  /** The verdict without draws, which is what a question needs of it. */
  #classified(asks: Questionnaire): Verdict {
    const answers = this.#judged(asks);
    const key = JSON.stringify([answers, asks.locale]);
    if (this.#quick?.key !== key) {
      const options = { draws: 0, locale: asks.locale };
      const verdict = classifier.classify(toProfile(asks.ids, answers), options);
      this.#quick = { key, verdict };
    }
    return this.#quick.verdict;
  }

  /** The verdict and its figure, drawn again only when something they show has changed. */
  #verdict(asks: Questionnaire): classifier.DrawnVerdict {
    const { lesson } = asks;
    const from = lesson ?? asks.alliance(this.session.from);
    const asked = lesson ? undefined : asks.asked[this.session.at]?.indicator_id;
    const request: classifier.VerdictRequest = {
      profile: toProfile(asks.ids, this.#judged(asks)),
      ...(from && { started: started(from) }),
      ...(asked && { asked }),
    };
    const options = { locale: asks.locale, width: this.#panelWidth };
    const key = JSON.stringify([request, options]);
    if (this.#drawn?.key !== key) {
      this.#drawn = { key, drawn: classifier.renderVerdict(request, options) };
    }
    return this.#drawn.drawn;
  }

  /** Whether the verdict is shown: a lesson hides it at first. */
  #isShown(asks: Questionnaire): boolean {
    return asks.lesson === undefined || this.session.isRevealed;
  }

  /** Says the verdict once the reader has paused. */
  #speak(asks: Questionnaire) {
    clearTimeout(this.#speaking);
    this.#speaking = setTimeout(() => {
      this.spoken = this.#isShown(asks) ? this.#verdict(asks).figure.finding : '';
    }, SPOKEN_AFTER);
  }

  /** Lets the panel follow after the next frame, so that no answer waits for its layout. */
  #holdPanel() {
    if (this.#held || !this.#drawn) return;
    this.#held = this.#drawn.drawn;
    requestAnimationFrame(() =>
      setTimeout(() => {
        this.#held = undefined;
        this.requestUpdate();
      }),
    );
  }

  #replace(asks: Questionnaire, session: Session, said: string) {
    this.former = this.session;
    this.session = session;
    this.said = this.message(`classifier.${said}`);
    this.#speak(asks);
  }

  #undo(asks: Questionnaire) {
    if (!this.former) return;
    this.session = this.former;
    this.former = undefined;
    this.said = this.#words.say('undone');
    this.#speak(asks);
  }

  #answer(asks: Questionnaire, id: string, given: Given) {
    this.#holdPanel();
    this.session = { ...this.session, answers: { ...this.session.answers, [id]: given } };
    this.former = undefined;
    this.said = '';
    const verdict = this.#isShown(asks) ? this.#classified(asks) : undefined;
    this.#speak(asks);
    this.announce('alliance-answered', {
      indicator_id: id,
      answer: given === 'unknown' ? null : { ...given },
      type: verdict?.type ?? null,
      degree: verdict?.degree ?? null,
    });
  }

  async #open(asks: Questionnaire, opened: File) {
    const { say } = this.#words;
    const file = opened.name;
    try {
      const { profile, verdict } = await readProfile(opened, say);
      const answers = fromProfile(profile, 1, verdict);
      const count = Object.values(answers).filter((answer) => answer !== 'unknown').length;
      this.#replace(asks, begun('', answers), 'imported');
      this.said = say('imported', { file, count });
      this.announce('alliance-imported', { file, answers: count });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.said = say('not_imported', { file, reason });
    }
  }

  async #save(asks: Questionnaire, kind: 'json' | 'qca') {
    const { say } = this.#words;
    const name = this.session.from.replace('/', '-') || 'alliance';
    const profile = toProfile(asks.ids, this.session.answers);
    const isJson = kind === 'json';
    const text = isJson
      ? `${JSON.stringify(profile, null, 2)}\n`
      : qca(name, classifier.classify(profile, { draws: 0, locale: asks.locale }));
    if (text === undefined) {
      this.saved = say('qca_missing');
      return;
    }
    const file = `${name}.${isJson ? 'json' : 'csv'}`;
    const { save } = await import('./take.js');
    save(file, new Blob([text], { type: isJson ? 'application/json' : 'text/csv' }));
    this.saved = say('saved', { file });
  }

  async #go(asks: Questionnaire, at: number) {
    if (at < 0) return;
    if (at >= asks.asked.length) {
      this.#show(asks.lesson ? '.reveal button' : '.verdict-panel');
      return;
    }
    this.session = { ...this.session, at };
    await this.updateComplete;
    const radios = [...this.renderRoot.querySelectorAll<HTMLInputElement>('.levels input')];
    (radios.find(({ checked }) => checked) ?? radios[0])?.focus();
  }

  #show(selector: string) {
    const found = this.renderRoot.querySelector<HTMLElement>(selector);
    found?.focus();
    found?.scrollIntoView({ block: 'start' });
  }

  /** What a lesson compares: the documented answers that are asked for, and how far they agree. */
  #compared({ asked }: Questionnaire, lesson: Alliance) {
    const ids = asked.map(({ indicator_id }) => indicator_id);
    const rows = lesson.rows.filter(({ indicator_id }) => ids.includes(indicator_id));
    return { rows, agreed: agreed(rows, this.session.answers) };
  }

  async #reveal(asks: Questionnaire, lesson: Alliance) {
    const { answers } = this.session;
    if (!isAnswered(asks, answers)) return;
    this.session = { ...this.session, isRevealed: true };
    const { cells, same, distance, alpha } = this.#compared(asks, lesson).agreed;
    const given = asks.asked.map(({ indicator_id: id }) => {
      const answer = answers[id];
      return [id, answer === undefined || answer === 'unknown' ? null : answer.score];
    });
    this.announce('alliance-lesson-revealed', {
      case_id: lesson.case_id,
      phase_id: lesson.phase_id,
      same_level_share: cells === 0 ? null : same / cells,
      mean_distance: distance,
      alpha,
      answers: Object.fromEntries(given),
    });
    await this.updateComplete;
    this.#show('.revealed-title');
  }

  protected override renderView(): TemplateResult {
    const { asks, session } = this;
    if (!asks) return html`<slot></slot>`;
    const words = this.#words;
    const { say } = words;
    const { lesson } = asks;
    const from = asks.alliance(session.from);
    const kind = lesson ? 'lesson_' : '';
    const count = counted(words, 'numbers', asks.asked.length);
    const Count = count.charAt(0).toUpperCase() + count.slice(1);
    const isShown = this.#isShown(asks);
    const verdict = isShown ? this.#classified(asks) : undefined;
    const drawn = isShown ? (this.#held ?? this.#verdict(asks)) : undefined;
    const isOpen = lesson !== undefined && session.isRevealed;
    return html`
      <figure class="alliance-figure view classifier" dir="ltr" lang=${words.locale}>
        <h2>${say(`${kind}title`)}</h2>
        <p class="deck">${say(`${kind}deck`, { Count })} ${from ? say('started', { name: title(from, say) }) : nothing}</p>
        ${lesson ? lessonCase(lesson, say) : nothing}
        ${beginning({
          say,
          alliances: asks.alliances,
          from: session.from,
          said: this.said,
          canUndo: this.former !== undefined,
          isLesson: lesson !== undefined,
          start: (id) => this.#replace(asks, begun(id, asks.documented(id)), 'replaced'),
          open: (file) => void this.#open(asks, file),
          clear: () => this.#replace(asks, begun('', {}), 'cleared'),
          undo: () => this.#undo(asks),
        })}
        ${verdict && !lesson ? this.#bar(verdict, say) : nothing}
        <div class=${isOpen ? 'two is-revealed' : 'two'}>
          ${isOpen ? this.#revealed(asks, lesson, words) : this.#question(asks, words, verdict)}
          ${drawn ? verdictPanel(say, drawn, isOpen) : lesson ? this.#hidden(asks, lesson, words) : nothing}
        </div>
        ${drawn ? html`${part(drawn.figure, 'caption')} ${unsafeHTML(drawn.figure.table)}` : nothing}
        ${savers(say, this.saved, lesson ? ['json'] : ['json', 'qca'], (what) => void this.#save(asks, what))}
        ${this.actions(this.#takeaway(asks, words, drawn))}
        <p class="spoken" role="status">${this.spoken}</p>
      </figure>
    `;
  }

  #bar({ type, degree }: Verdict, say: Words['say']): TemplateResult {
    const plain = say(`type.${type}`);
    const name = degree ? this.message(`degree.${degree}`, { type: plain }) : plain;
    return bar(say, name, () => this.#show('.verdict-panel'));
  }

  #question(asks: Questionnaire, words: Words, verdict?: Verdict): TemplateResult {
    const { asked, lesson } = asks;
    const { at, answers } = this.session;
    const indicator = asked[at];
    const id = indicator?.indicator_id ?? '';
    const text = textOf(asks.codebook, id, words.locale);
    if (!indicator || !text) return html``;
    const from = asks.alliance(this.session.from);
    const row = from?.rows.find(({ indicator_id }) => indicator_id === id);
    const coded = row && from && { row, name: called(from) };
    const points = verdict?.tipping_points ?? [];
    const isLast = at === asked.length - 1;
    const next = (event: Event) => {
      event.preventDefault();
      void this.#go(asks, at + 1);
    };
    return html`
      <form class="questions" part="questions" @submit=${next}>
        ${progress(words, asked, answers, at, (index) => void this.#go(asks, index))}
        ${keyed(
          id,
          question({
            words,
            indicator,
            text,
            answer: answers[id],
            exact:
              coded && !isLevel(coded.row.first.score)
                ? { value: coded.row.first.score, name: coded.name }
                : undefined,
            tips: points.filter(({ indicator_id }) => indicator_id === id),
            coded,
            answered: (given) => this.#answer(asks, id, given),
          }),
        )}
        <div class="go">
          <button type="button" aria-disabled=${at === 0} @click=${() => void this.#go(asks, at - 1)}>${words.say('back')}</button>
          ${
            lesson && isLast
              ? nothing
              : html`<button type="submit" class="main">${words.say(isLast ? 'verdict_link' : 'next')}</button>`
          }
        </div>
      </form>
    `;
  }

  #hidden(asks: Questionnaire, lesson: Alliance, { say }: Words): TemplateResult {
    const { answers } = this.session;
    const count = asks.asked.filter(({ indicator_id }) => answers[indicator_id]).length;
    return hiddenPanel(say, count, asks.asked.length, () => void this.#reveal(asks, lesson));
  }

  #revealed(asks: Questionnaire, lesson: Alliance, words: Words): TemplateResult {
    const { answers } = this.session;
    const compared = this.#compared(asks, lesson);
    const again = () => this.#replace(asks, begun('', {}), 'cleared');
    return html`
      <section part="lesson">
        ${revealed({ words, codebook: asks.codebook, alliance: lesson, answers, ...compared })}
        <div class="go"><button type="button" @click=${again}>${words.say('again')}</button></div>
      </section>
    `;
  }

  #takeaway(
    { ids, lesson }: Questionnaire,
    { say }: Words,
    drawn?: classifier.DrawnVerdict,
  ): Takeaway {
    const from = lesson ?? this.asks?.alliance(this.session.from);
    const svg = drawn?.figure.svg;
    return {
      name: ['classifier', from?.id.replace('/', '-')].filter(Boolean).join('-'),
      title: drawn?.figure.finding ?? say('lesson_title'),
      rows: () => codings(ids, this.session.answers, drawn ? from : undefined),
      ...(svg && { svg: () => svg }),
    };
  }
}
