// Frequent questions: a Markdown file a language, read to a small tree that the page draws. Markup that is not in the
// tree leaves its words and nothing else: no HTML, no address, no image.

import { join } from 'node:path';
import { lexer, type Token, type Tokens } from 'marked';
import type { Block, Question, QuestionPage, Span } from '../../../protocols/screen/board.ts';
import type { Language } from '../../../protocols/screen/language.ts';
import { reasonOf } from '../line.ts';
import { readText, type TextLimit } from '../read-text.ts';

/** Some twenty pages. */
const LIMIT: TextLimit = { longestBytes: 64 * 1024, tooLong: () => 'it has more than 64 KiB' };
const MOST_QUESTIONS = 30;
const MOST_BLOCKS = 20;
const LONGEST_TEXT = 1_000;

export interface QuestionsFound {
  readonly pages: Readonly<Partial<Record<Language, QuestionPage>>>;
  /** What staff should know. */
  readonly notes: readonly string[];
}

/** The file of a language. */
function questionFile(folder: string, language: Language): string {
  return join(folder, `${language}.md`);
}

/** Reads the files of all languages of a station; a language without one has the first language's. */
export function readQuestions(folder: string, languages: readonly Language[]): QuestionsFound {
  const notes: string[] = [];
  const found = new Map<Language, QuestionPage>();
  for (const language of languages) {
    const file = questionFile(folder, language);
    try {
      const questions = questionsOf(readText(file, LIMIT));
      if (questions.length > 0) found.set(language, { language, questions });
      else notes.push(`${file} has no heading with an answer below it`);
    } catch (error) {
      // Only the first language has to be there.
      if (language === languages[0] || !isMissing(error))
        notes.push(`${file} cannot be read: ${reasonOf(error)}`);
    }
  }
  const [first] = languages;
  const fallback = first === undefined ? undefined : found.get(first);
  const pages = languages.flatMap((language) => {
    const page = found.get(language) ?? fallback;
    return page === undefined ? [] : [[language, page] as const];
  });
  return { pages: Object.fromEntries(pages), notes };
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

/** Each heading with what stands below it, up to the next one. A heading without an answer is no question. */
export function questionsOf(markdown: string): readonly Question[] {
  const found: { question: string; answer: Block[] }[] = [];
  for (const token of lexer(markdown)) {
    if (isHeading(token)) found.push({ question: plain(token.tokens), answer: [] });
    else found.at(-1)?.answer.push(...blocksOf(token));
  }
  return found
    .filter(({ question, answer }) => question !== '' && answer.length > 0)
    .slice(0, MOST_QUESTIONS)
    .map(({ question, answer }) => ({ question, answer: answer.slice(0, MOST_BLOCKS) }));
}

const isHeading = (token: Token): token is Tokens.Heading => token.type === 'heading';
const isList = (token: Token): token is Tokens.List => token.type === 'list';

/** Paragraphs and lists; quotations give what stands in them, tables, code and HTML nothing. */
function blocksOf(token: Token): readonly Block[] {
  if (isList(token)) {
    const items = token.items
      .map((item) => spansOf(item.tokens, 'plain'))
      .filter((spans) => spans.length > 0);
    return items.length === 0 ? [] : [{ kind: 'list', ordered: token.ordered, items }];
  }
  if (token.type === 'blockquote') return inside(token).flatMap(blocksOf);
  if (token.type !== 'paragraph' && token.type !== 'text') return [];
  const spans = spansOf(inside(token), 'plain');
  return spans.length === 0 ? [] : [{ kind: 'paragraph', spans }];
}

function inside(token: Token): readonly Token[] {
  return 'tokens' in token ? (token.tokens ?? []) : [];
}

/** The words of inline markup, strong ones told from the others; neighbours of one look are one span. */
function spansOf(tokens: readonly Token[], look: Span['look']): readonly Span[] {
  const spans: Span[] = [];
  for (const span of tokens.flatMap((token) => spansOfOne(token, look))) {
    const last = spans.at(-1);
    if (last?.look === span.look) spans.splice(-1, 1, { look: span.look, text: last.text + span.text });
    else spans.push(span);
  }
  return spans.map(({ look: how, text }) => ({ look: how, text: text.slice(0, LONGEST_TEXT) }));
}

function spansOfOne(token: Token, look: Span['look']): readonly Span[] {
  switch (token.type) {
    case 'html':
    case 'image':
      return [];
    case 'br':
      return [{ text: ' ', look }];
    case 'strong':
      return spansOf(inside(token), 'strong');
    case 'text':
    case 'escape':
    case 'codespan':
      if (inside(token).length > 0) return spansOf(inside(token), look);
      return 'text' in token && typeof token.text === 'string' ? [{ text: oneLine(token.text), look }] : [];
    // A link, an emphasis, a paragraph in a list: their words.
    default:
      return spansOf(inside(token), look);
  }
}

function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\s]+/gu, ' ');
}

function plain(tokens: readonly Token[]): string {
  return spansOf(tokens, 'plain')
    .map(({ text }) => text)
    .join('')
    .trim();
}
