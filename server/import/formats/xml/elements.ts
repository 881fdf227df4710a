/** XML read as a stream of the elements one asks for: small trees, one at a time. */
import { SaxesParser, type SaxesTagPlain } from 'saxes';

export interface XmlElement {
  /** Without prefix. */
  name: string;
  attributes: Record<string, string>;
  children: XmlElement[];
  text: string;
  /** Names of the folders around an element that was asked for, outermost first (KML). */
  folders?: readonly string[];
}

/** An element around those asked for; of a folder its name. */
interface Around {
  tag: string;
  text: string;
  name: string;
}

/** Why a text is not taken, in both languages; the parser's own words are quoted. */
export class XmlRefusal extends Error {
  readonly why: { zh: string; en: string };

  constructor(why: { zh: string; en: string }) {
    super(why.en);
    this.why = why;
  }
}

const DEEPEST = 256; // elements inside each other; real files have some ten

/**
 * Every outermost element with one of the names.
 * @param mostChildren  that one element may have: a file of one endless element would otherwise be held whole.
 * Document types are refused: their entities can blow up or read other files, and no format here has a use for them.
 * @throws XmlRefusal when the text is not well-formed, nested too deep, too broad or has a document type.
 */
export function* elementsOf(
  texts: Iterable<string>,
  names: ReadonlySet<string>,
  mostChildren = Number.POSITIVE_INFINITY,
): Generator<XmlElement> {
  const collector = new Collector(names, mostChildren);
  for (const text of texts) {
    collector.parser.write(text);
    yield* collector.found.splice(0);
  }
  collector.parser.close();
  yield* collector.found;
}

class Collector {
  readonly parser = new SaxesParser<{ position: false; xmlns: false }>({ position: false, xmlns: false });
  readonly found: XmlElement[] = [];
  private readonly names: ReadonlySet<string>;
  private readonly outside: Around[] = []; // elements around the next one asked for
  private readonly open: XmlElement[] = [];
  private readonly mostChildren: number;

  constructor(names: ReadonlySet<string>, mostChildren: number) {
    this.names = names;
    this.mostChildren = mostChildren;
    this.parser.on('opentag', (tag) => this.start(tag));
    this.parser.on('closetag', () => this.end());
    this.parser.on('text', (text) => this.add(text));
    this.parser.on('cdata', (text) => this.add(text));
    this.parser.on('doctype', () => {
      throw new XmlRefusal({ zh: '含有 DOCTYPE', en: 'it has a document type declaration' });
    });
    this.parser.on('error', (error) => {
      const { line } = this.parser;
      throw new XmlRefusal({
        zh: `第 ${line} 行不是完好的 XML：“${error.message}”`,
        en: `it is not well-formed at line ${line}: "${error.message}"`,
      });
    });
  }

  private start(tag: SaxesTagPlain): void {
    const name = localName(tag.name);
    if (this.outside.length + this.open.length > DEEPEST) throw tooDeep();
    if (this.open.length === 0 && !this.names.has(name)) {
      this.outside.push({ tag: name, text: '', name: '' });
      return;
    }
    this.open.push({ name, attributes: tag.attributes, children: [], text: '' });
  }

  private end(): void {
    const element = this.open.pop();
    if (!element) this.leave();
    else if (this.open.length > 0) this.take(this.open[this.open.length - 1], element);
    else this.found.push({ ...element, folders: this.folders() });
  }

  private take({ name, children }: XmlElement, element: XmlElement): void {
    if (children.push(element) > this.mostChildren) throw tooBroad(name, this.mostChildren);
  }

  private leave(): void {
    const left = this.outside.pop();
    const around = this.outside.at(-1);
    if (left?.tag === 'name' && around) around.name = left.text.trim();
  }

  private folders(): string[] {
    return this.outside.filter(({ tag, name }) => tag === 'Folder' && name !== '').map(({ name }) => name);
  }

  private add(text: string): void {
    const around = this.outside.at(-1);
    if (this.open.length > 0) this.open[this.open.length - 1].text += text;
    else if (around?.tag === 'name') around.text += text;
  }
}

function tooDeep(): XmlRefusal {
  return new XmlRefusal({ zh: `元素嵌套超过 ${DEEPEST} 层`, en: `elements are nested deeper than ${DEEPEST}` });
}

function tooBroad(name: string, most: number): XmlRefusal {
  return new XmlRefusal({
    zh: `一个 ${name} 元素内超过 ${most} 项`,
    en: `a ${name} element holds more than ${most} items`,
  });
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** The first child of that name. */
export function child(element: XmlElement, name: string): XmlElement | undefined {
  return element.children.find((each) => each.name === name);
}

/** Elements of that name at any depth, in the order of the file. */
export function descendants(element: XmlElement, name: string): XmlElement[] {
  return element.children.flatMap((each) => [...(each.name === name ? [each] : []), ...descendants(each, name)]);
}

/** Trimmed text of the first child of that name; null when it is absent or blank. */
export function childText(element: XmlElement, name: string): string | null {
  return child(element, name)?.text.trim() || null;
}
