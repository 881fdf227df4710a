/** Words on a page that cannot be read whole: cut off by a box or the window, or written over each other. Runs in the page. */

export interface Words {
  /** Selectors, through shadow roots, of what is looked at. */
  within: readonly string[];
}

/** One sentence for each word that is cut or covered; an ellipsis is allowed where a title says the whole. */
export function clippedWords({ within }: Words): string[] {
  const SLACK_PX = 1;
  const found: string[] = [];
  const pen = new OffscreenCanvas(1, 1).getContext('2d')!;

  const everywhere = (root: ParentNode, selector: string): Element[] => [
    ...root.querySelectorAll(selector),
    ...[...root.querySelectorAll('*')].flatMap(({ shadowRoot }) =>
      shadowRoot ? everywhere(shadowRoot, selector) : [],
    ),
  ];
  const above = (node: Node): Element | null => {
    const parent = node.parentNode instanceof ShadowRoot ? node.parentNode.host : node.parentNode;
    return (node as Element).assignedSlot ?? (parent instanceof Element ? parent : null);
  };
  const isSeen = (element: Element): boolean =>
    element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !element.closest('.unseen, title');
  const saysWhole = (element: Element): boolean =>
    getComputedStyle(element).textOverflow === 'ellipsis' &&
    (element.hasAttribute('title') || element.querySelector('[title]') !== null);

  /** What cuts a word: the first box around it that ends before it does. */
  const cutter = (text: Node, box: DOMRect): string | null => {
    for (let around = above(text); around; around = above(around)) {
      const { overflowX, overflowY } = getComputedStyle(around);
      if (overflowX === 'visible' && overflowY === 'visible') continue;
      if (saysWhole(around)) return null;
      const edge = around.getBoundingClientRect();
      const right = edge.left + around.clientLeft + around.clientWidth; // before its scroll bar
      if (overflowX !== 'visible' && (box.right > right + SLACK_PX || box.left < edge.left - SLACK_PX))
        return `${around.localName}.${around.className}`;
      if (overflowY === 'hidden' && (box.bottom > edge.bottom + 3 || box.top < edge.top - 3))
        return `${around.localName}.${around.className}`;
      if (overflowY === 'auto' && (box.bottom > edge.bottom || box.top < edge.top)) return 'scroll'; // comes into sight
    }
    return box.right > innerWidth + SLACK_PX || box.left < -SLACK_PX ? 'window' : null;
  };

  /** What is to be seen of a word: no further than the ellipsis that ends it. */
  const seenOf = (text: Node, box: DOMRect): DOMRect => {
    for (let around = above(text); around; around = above(around)) {
      if (getComputedStyle(around).overflowX === 'visible' || !saysWhole(around)) continue;
      const { right } = around.getBoundingClientRect();
      return new DOMRect(box.left, box.top, Math.min(box.right, right) - box.left, box.height);
    }
    return box;
  };

  const textsOf = (root: Node): Text[] =>
    [...root.childNodes].flatMap((node) => {
      if (node instanceof Text) return node.data.trim() ? [node] : [];
      if (node instanceof HTMLSlotElement) return [...node.assignedNodes(), ...node.childNodes].flatMap(textsOf);
      if (!(node instanceof Element) || node.matches('style, title, select, script')) return [];
      return [...textsOf(node), ...(node.shadowRoot ? textsOf(node.shadowRoot) : [])];
    });

  const textIn = (field: HTMLSelectElement | HTMLInputElement): string =>
    field instanceof HTMLSelectElement ? (field.selectedOptions[0]?.label ?? '') : field.value || field.placeholder;
  const fieldTooNarrow = (field: HTMLSelectElement | HTMLInputElement): boolean => {
    const style = getComputedStyle(field);
    const text = textIn(field);
    if (style.textOverflow === 'ellipsis' && field.title.includes(text)) return false;
    pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`; // the shorthand is empty beside tabular figures
    const arrow = field instanceof HTMLSelectElement ? 18 : 0;
    const room = field.clientWidth - Number.parseFloat(style.paddingLeft) - Number.parseFloat(style.paddingRight);
    return pen.measureText(text).width > room - arrow + SLACK_PX;
  };

  for (const selector of within)
    for (const root of everywhere(document, selector).filter((element) => element.checkVisibility())) {
      const boxes: { text: string; box: DOMRect; of: Node }[] = [];
      for (const text of textsOf(root.shadowRoot ?? root)) {
        if (!text.parentElement || !isSeen(text.parentElement)) continue;
        const range = document.createRange();
        range.selectNodeContents(text);
        const words = text.data.trim();
        for (const box of range.getClientRects()) {
          if (box.width === 0) continue;
          const by = cutter(text, box);
          if (by === 'scroll') continue;
          if (by) found.push(`${selector}: “${words}” cut by ${by}`);
          boxes.push({ text: words, box: seenOf(text, box), of: text });
        }
      }
      for (const field of everywhere(root.shadowRoot ?? root, 'select, input') as HTMLInputElement[]) {
        if (!isSeen(field) || field.matches('[type=range], .picker, [type=checkbox]')) continue;
        const box = field.getBoundingClientRect();
        const said = textIn(field);
        if (fieldTooNarrow(field)) found.push(`${selector}: field “${said}” too narrow`);
        if (box.right > innerWidth + SLACK_PX || box.left < -SLACK_PX)
          found.push(`${selector}: field “${said}” outside`);
        boxes.push({ text: said, box, of: field });
      }
      boxes.forEach(({ text, box, of }, i) => {
        for (const other of boxes.slice(i + 1)) {
          if (other.of === of) {
            if (/\d\s\d/.test(text) && other.box.top > box.top + 4) found.push(`${selector}: “${text}” in two lines`);
            continue;
          }
          const wide = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
          const high = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
          if (wide > 2 && high > 4) found.push(`${selector}: “${text}” over “${other.text}”`);
        }
      });
    }
  return [...new Set(found)];
}
